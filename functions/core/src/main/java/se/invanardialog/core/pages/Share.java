package se.invanardialog.core.pages;

import gg.jte.Content;
import java.util.Map;
import se.invanardialog.core.texts.Words;

/** An address to pass on. Where the browser can copy it there is a button for that as well. */
public final class Share {
  private static final Templates TEMPLATES = new Templates("core");

  private Share() {}

  public static Content of(Words words, String address) {
    return TEMPLATES.render("frame/share.jte", Map.of("words", words, "address", address));
  }
}
