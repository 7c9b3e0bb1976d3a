package org.guise.core.render;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;

/** A column of text set from top to bottom, with lines broken to its width. */
final class TextColumn {
    private static final Color INK = new Color(0xE8E8E8), DIM = new Color(0xA4A9AE);

    private final Graphics2D g;
    private final int left, width;
    private int y;

    TextColumn(Graphics2D g, int left, int width, int top) {
        this.g = g;
        this.left = left;
        this.width = width;
        y = top;
    }

    void gap(int pixels) {
        y += pixels;
    }

    /** A word in a coloured box. */
    void badge(String word, Color color) {
        g.setFont(QcPicture.font(Font.BOLD, 24));
        int boxWidth = Math.min(width, g.getFontMetrics().stringWidth(word) + 32);
        g.setColor(color);
        g.fillRoundRect(left, y, boxWidth, 42, 12, 12);
        g.setColor(Color.WHITE);
        g.drawString(word, left + 16, y + 30);
        y += 56;
    }

    void heading(String text) {
        paragraph(text, QcPicture.font(Font.BOLD, 16), INK);
    }

    /** A dim name with its value to the right. */
    void entry(String name, String value) {
        g.setFont(QcPicture.font(Font.PLAIN, 14));
        y += 21;
        g.setColor(DIM);
        g.drawString(name, left, y);
        g.setColor(INK);
        g.drawString(value, left + width - g.getFontMetrics().stringWidth(value), y);
    }

    /** A coloured line with its meaning. */
    void swatch(Color color, String meaning) {
        y += 22;
        g.setColor(color);
        g.fillRect(left, y - 7, 26, 3);
        g.setColor(INK);
        g.setFont(QcPicture.font(Font.PLAIN, 15));
        g.drawString(meaning, left + 36, y);
    }

    /** Text broken at spaces, and inside words that are wider than the column (file names). */
    void paragraph(String text, Font font, Color color) {
        g.setFont(font);
        g.setColor(color);
        FontMetrics m = g.getFontMetrics();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && m.stringWidth(line + " " + word) > width) {
                flush(line, m);
            }
            line.append(line.isEmpty() ? "" : " ");
            for (int c = 0; c < word.length(); c++) {
                if (m.stringWidth(line.toString() + word.charAt(c)) > width) {
                    flush(line, m);
                }
                line.append(word.charAt(c));
            }
        }
        flush(line, m);
        y += 3;
    }

    private void flush(StringBuilder line, FontMetrics m) {
        y += m.getHeight();
        g.drawString(line.toString(), left, y);
        line.setLength(0);
    }
}
