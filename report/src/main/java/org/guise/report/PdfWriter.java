package org.guise.report;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.OffsetDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Objects;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/**
 * Sets a page as PDF (openhtmltopdf, PDFBox), with the Liberation Sans that comes along, so that it looks alike on machines
 * without fonts. The same page and date give the same bytes.
 */
final class PdfWriter {
    private static final String FAMILY = "Liberation Sans";
    private static final String FOLDER = "/liberation/LiberationSans-";

    private PdfWriter() {}

    static byte[] bytes(String xhtml, String title, String creator, OffsetDateTime date) throws IOException {
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.withHtmlContent(xhtml, null);
        builder.useSVGDrawer(new BatikSVGDrawer());
        builder.useFont(() -> font("Regular"), FAMILY, 400, FontStyle.NORMAL, true);
        builder.useFont(() -> font("Bold"), FAMILY, 700, FontStyle.NORMAL, true);
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
                PdfWriter.class.getResourceAsStream(FOLDER + style + ".ttf"), "Liberation Sans is not on the class path");
    }
}
