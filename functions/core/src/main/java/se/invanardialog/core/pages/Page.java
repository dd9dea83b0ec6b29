package se.invanardialog.core.pages;

import gg.jte.Content;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.texts.Language;

/**
 * What a page is about; the frame puts it on the municipality's paper.
 *
 * @param title without the name of the service
 * @param section the place in the menu that is marked
 * @param path where this page is read in another language: not the address of a form that is sent
 * @param query the parameters to keep in another language
 * @param listed whether search engines may show it
 * @param errors whether the form on it has to be put right, which the title then says first
 * @param desk for an official's page, which is in Swedish only
 * @param description a sentence or two for search engines; empty for the service's own
 * @param body what {@code <main>} holds
 */
public record Page(
    String title,
    Section section,
    Language language,
    String path,
    Map<String, String> query,
    boolean listed,
    boolean errors,
    Optional<Desk> desk,
    String description,
    Content body) {
  /** A page for residents. */
  public static Page of(Language language, String path, String title, Content body) {
    return new Page(
        title, Section.NONE, language, path, Map.of(), true, false, Optional.empty(), "", body);
  }

  /** A page for officials: in Swedish, not for search engines. */
  public static Page official(Desk desk, String path, String title, Content body) {
    return new Page(
        title,
        Section.NONE,
        Language.DEFAULT,
        path,
        Map.of(),
        false,
        false,
        Optional.of(desk),
        "",
        body);
  }

  public Page in(Section place) {
    return new Page(title, place, language, path, query, listed, errors, desk, description, body);
  }

  public Page asked(Map<String, String> parameters) {
    return new Page(
        title, section, language, path, parameters, listed, errors, desk, description, body);
  }

  public Page described(String text) {
    return new Page(title, section, language, path, query, listed, errors, desk, text, body);
  }

  /** Not for search engines: personal links, forms half filled in. */
  public Page unlisted() {
    return new Page(title, section, language, path, query, false, errors, desk, description, body);
  }

  public Page withErrors(boolean found) {
    return new Page(title, section, language, path, query, listed, found, desk, description, body);
  }
}
