package org.guise.bench;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A dark sheet of panels with captions. Not thread-safe. */
final class FigureSheet {
    private static final Color GROUND = new Color(0x101214);
    private static final Color INK = new Color(0xE8E8E8);

    private final BufferedImage picture;
    private final Graphics2D pen;

    FigureSheet(int width, int height, boolean colour) {
        picture = new BufferedImage(width, height, colour ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_BYTE_GRAY);
        pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setColor(GROUND);
        pen.fillRect(0, 0, width, height);
    }

    /** Puts a panel with its upper left corner at a point. */
    void put(BufferedImage panel, int x, int y) {
        pen.drawImage(panel, x, y, null);
    }

    /** Writes centred text whose baseline passes through y. */
    void caption(String text, int middle, int y, int size) {
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
        pen.setColor(INK);
        pen.drawString(text, middle - pen.getFontMetrics().stringWidth(text) / 2, y);
    }

    /** Writes text upwards, centred at (x, middle). */
    void turned(String text, int x, int middle, int size) {
        Graphics2D up = (Graphics2D) pen.create();
        up.setFont(new Font(Font.SANS_SERIF, Font.BOLD, size));
        up.setColor(INK);
        up.rotate(-Math.PI / 2, x, middle);
        up.drawString(text, x - up.getFontMetrics().stringWidth(text) / 2, middle + size / 3);
        up.dispose();
    }

    /** A coloured square with a word beside it. */
    void key(int rgb, String word, int x, int y) {
        pen.setColor(new Color(rgb));
        pen.fillRect(x, y - 12, 14, 14);
        pen.setColor(Color.GRAY);
        pen.drawRect(x, y - 12, 14, 14);
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        pen.setColor(INK);
        pen.drawString(word, x + 22, y);
    }

    void write(Path png) throws IOException {
        pen.dispose();
        ImageIO.write(picture, "png", png.toFile());
    }
}
