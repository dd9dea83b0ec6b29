package se.invanardialog.core.pages;

import gg.jte.Content;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.texts.Words;

/** The way to the rest of a list. */
public final class Pager {
  private static final Templates TEMPLATES = new Templates("core");

  private Pager() {}

  /** Nothing when the list has one page; {@code first} is given from the second page on. */
  public static Content of(Words words, Optional<String> first, Optional<String> next) {
    return first.isEmpty() && next.isEmpty()
        ? Templates.content("")
        : TEMPLATES.render("frame/pager.jte", Map.of("words", words, "first", first, "next", next));
  }
}
