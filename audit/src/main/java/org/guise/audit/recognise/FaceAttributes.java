package org.guise.audit.recognise;

import java.util.Map;

/**
 * What a network takes a face for.
 *
 * @param ageYears expected age
 * @param male probability that the person is male, 0 to 1
 * @param ancestry probability of each ancestry the model tells apart, in the model's own words; empty if it tells none
 */
public record FaceAttributes(double ageYears, double male, Map<String, Double> ancestry) {}
