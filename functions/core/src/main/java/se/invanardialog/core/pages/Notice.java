package se.invanardialog.core.pages;

import gg.jte.Content;
import java.util.List;

/** A page that only tells something: what happened, and what can be done now. */
public record Notice(String heading, String lead, List<String> paragraphs, List<Link> links) {
  private static final Templates TEMPLATES = new Templates("core");

  public Notice {
    paragraphs = List.copyOf(paragraphs);
    links = List.copyOf(links);
  }

  /** A way on. */
  public record Link(String label, String href) {}

  public Content content() {
    return TEMPLATES.render("frame/notice.jte", this);
  }
}
