package org.guise.audit.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.guise.audit.measure.AttributeClassifier;
import org.guise.audit.result.AuditResult.AttributeLeak;

/** What templates tell about age, sex and ancestry. */
final class AttributeLeakage {
    /** Fewest persons of a value for it to be tested, here and in subgroups. */
    static final int FEWEST = 8;

    private AttributeLeakage() {}

    /**
     * One result for each attribute with at least two values of which at least 8 persons have a face; persons with a rarer
     * value are left out.
     *
     * @param attributes for each attribute each person's value
     */
    static List<AttributeLeak> of(
            String of,
            String recogniser,
            List<String> persons,
            float[][][] templates,
            Map<String, Map<String, String>> attributes,
            Auditor.Options options) {
        List<AttributeLeak> leaks = new ArrayList<>();
        for (Map.Entry<String, Map<String, String>> attribute : attributes.entrySet()) {
            TreeMap<String, List<double[]>> byValue = new TreeMap<>();
            for (int p = 0; p < persons.size(); p++) {
                String value = attribute.getValue().get(persons.get(p));
                double[] mean = Space.mean(new float[][][] {templates[p]});
                if (value != null && mean.length > 0) {
                    byValue.computeIfAbsent(value, v -> new ArrayList<>()).add(mean);
                }
            }
            byValue.values().removeIf(rows -> rows.size() < FEWEST);
            if (byValue.size() < 2) {
                continue;
            }
            List<double[]> rows = new ArrayList<>();
            List<Integer> labels = new ArrayList<>();
            int label = 0;
            for (List<double[]> group : byValue.values()) {
                rows.addAll(group);
                for (int i = 0; i < group.size(); i++) {
                    labels.add(label);
                }
                label++;
            }
            AttributeClassifier classifier = new AttributeClassifier(rows.toArray(double[][]::new), options.seed());
            AttributeClassifier.Result result = classifier.test(
                    labels.stream().mapToInt(Integer::intValue).toArray(),
                    byValue.size(),
                    options.bootstraps(),
                    options.attributePermutations(),
                    options.seed());
            leaks.add(new AttributeLeak(
                    of, recogniser, attribute.getKey(), rows.size(), result.accuracy(), result.chance(), result.p()));
        }
        return leaks;
    }

    /** Values that at least 8 of the persons have. */
    static Set<String> frequent(Map<String, String> values, List<String> persons) {
        TreeMap<String, Integer> count = new TreeMap<>();
        for (String person : persons) {
            String value = values.get(person);
            if (value != null) {
                count.merge(value, 1, Integer::sum);
            }
        }
        count.values().removeIf(n -> n < FEWEST);
        return count.keySet();
    }
}
