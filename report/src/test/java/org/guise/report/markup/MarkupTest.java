package org.guise.report.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class MarkupTest {
    @Test
    void escapesTextAndAttributes() {
        assertThat(new Markup().element("td", "<b> & \"'", "title", "a\"b<'>&").finish())
                .isEqualTo("<td title=\"a&quot;b&lt;&#39;&gt;&amp;\">&lt;b&gt; &amp; &quot;&#39;</td>");
    }

    @Test
    void replacesWhatXmlForbids() {
        assertThat(new Markup().text("a\u0000\u0008\ud800\uffffz\n\ud83d\ude00").finish())
                .isEqualTo("a\ufffd\ufffd\ufffd\ufffdz\n\ud83d\ude00");
    }

    @Test
    void closesWhatItOpensAndNothingElse() {
        assertThat(new Markup().open("td").close().empty("br").finish()).isEqualTo("<td></td><br/>");
        assertThatIllegalStateException()
                .isThrownBy(() -> new Markup().open("b").finish())
                .withMessageContaining("b");
        assertThatIllegalArgumentException().isThrownBy(() -> new Markup().open("b", "class"));
    }
}
