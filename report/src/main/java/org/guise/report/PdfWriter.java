package org.guise.report;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.OffsetDateTime;
import java.util.Calendar;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.Objects;
import java.util.Set;
import java.util.TimeZone;
import java.util.logging.Level;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/**
 * Sets a page as PDF (openhtmltopdf, PDFBox), with the Liberation Sans that comes along, so that it looks alike on machines
 * without fonts. The same page and date give the same bytes.
 */
final class PdfWriter {
    private static final String FAMILY = "Liberation Sans";
    private static final String FOLDER = "/liberation/LiberationSans-";

    static {
        // It writes its progress and every rule of CSS 3 that it does not know to the console.
        XRLog.listRegisteredLoggers().forEach(name -> XRLog.setLevel(name, Level.SEVERE));
    }

    private PdfWriter() {}

    static byte[] bytes(String xhtml, String title, String creator, OffsetDateTime date) throws IOException {
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.withHtmlContent(xhtml, null);
        builder.useSVGDrawer(new BatikSVGDrawer());
        // Tagged, so that a screen reader finds headings and tables; also keeps PDF's 14 built-in fonts out, for which
        // PDFBox would search the machine.
        builder.usePdfUaAccessibility(true);
        Set<FSFontUseCase> uses = EnumSet.of(FSFontUseCase.DOCUMENT, FSFontUseCase.SVG);
        builder.useFont(() -> font("Regular"), FAMILY, 400, FontStyle.NORMAL, true, uses);
        builder.useFont(() -> font("Bold"), FAMILY, 700, FontStyle.NORMAL, true, uses);
        // Nothing is read but what the page carries itself.
        builder.useUriResolver((base, uri) -> uri.startsWith("data:") ? uri : null);
        try (PDDocument document = new PDDocument()) {
            builder.usePDDocument(document);
            try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
                renderer.createPDFWithoutClosing();
            }
            describe(document, title, creator, date);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private static void describe(PDDocument document, String title, String creator, OffsetDateTime date) {
        Calendar when = GregorianCalendar.from(date.toZonedDateTime());
        when.setTimeZone(TimeZone.getTimeZone("UTC"));
        PDDocumentInformation info = new PDDocumentInformation();
        info.setTitle(title);
        info.setCreator(creator);
        info.setProducer("openhtmltopdf, Apache PDFBox");
        info.setCreationDate(when);
        info.setModificationDate(when);
        document.setDocumentInformation(info);
        document.getDocumentCatalog().setLanguage("en");
        // The two ids in the trailer are else made from the clock.
        document.setDocumentId(date.toEpochSecond());
    }

    private static InputStream font(String style) {
        return Objects.requireNonNull(
                PdfWriter.class.getResourceAsStream(FOLDER + style + ".ttf"),
                "Liberation Sans is not on the class path");
    }
}
