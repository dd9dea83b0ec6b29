package se.invanardialog.core.pages;

import gg.jte.Content;
import gg.jte.html.escape.Escape;
import gg.jte.output.StringOutput;

/**
 * An address that a telephone's camera reads off a poster or a printed page. One drawn path,
 * without a style, so that a strict content policy lets it through.
 */
public final class QrCode {
  /** The empty modules that a reader needs around the code. */
  private static final int QUIET_ZONE = 4;

  private static final int PIXELS = 160;

  private QrCode() {}

  /**
   * @param address what the camera reads
   * @param label what a screen reader says instead of the picture
   */
  public static Content of(String address, String label) {
    var code =
        io.nayuki.qrcodegen.QrCode.encodeText(address, io.nayuki.qrcodegen.QrCode.Ecc.MEDIUM);
    var said = new StringOutput();
    Escape.htmlAttribute(label, said);
    int size = code.size + 2 * QUIET_ZONE;
    return Templates.content(
        "<svg class=\"qr\" role=\"img\" aria-label=\"%s\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">"
                .formatted(said, size, size, PIXELS, PIXELS)
            + "<path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/>".formatted(size, size)
            + "<path fill=\"#000\" d=\"%s\"/></svg>".formatted(dark(code)));
  }

  /** Each run of dark modules in a row as one rectangle. */
  private static String dark(io.nayuki.qrcodegen.QrCode code) {
    var path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        int start = x;
        while (x < code.size && code.getModule(x, y)) {
          x++;
        }
        if (x > start) {
          int run = x - start;
          path.append("M%d %dh%dv1h-%dz".formatted(start + QUIET_ZONE, y + QUIET_ZONE, run, run));
        }
      }
    }
    return path.toString();
  }
}
