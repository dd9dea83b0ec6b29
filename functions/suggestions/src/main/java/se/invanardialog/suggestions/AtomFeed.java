package se.invanardialog.suggestions;

import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import se.invanardialog.core.pages.Hrefs;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.texts.Words;

/** The newest suggestions as an Atom feed (RFC 4287). */
final class AtomFeed {
  private static final String NAMESPACE = "http://www.w3.org/2005/Atom";

  private AtomFeed() {}

  static String write(List<Row> rows, Words words, Site site, Instant now) {
    var hrefs = new Hrefs(words.language());
    String self = site.absolute(hrefs.to("/suggestions.atom"));
    var text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("utf-8", "1.0");
      xml.writeStartElement("feed");
      xml.writeDefaultNamespace(NAMESPACE);
      xml.writeAttribute("xml:lang", words.language().code());
      element(xml, "id", self);
      element(xml, "title", words.get("feed.title", site.town().name()));
      element(
          xml,
          "updated",
          rows.stream()
              .flatMap(row -> row.publishedAt().stream())
              .max(Instant::compareTo)
              .orElse(now)
              .toString());
      link(xml, "self", self);
      link(xml, "alternate", site.absolute(hrefs.to("/suggestions")));
      for (Row row : rows) {
        entry(xml, row, words, site.absolute(hrefs.to("/suggestions/" + row.id())));
      }
      xml.writeEndElement();
      xml.writeEndDocument();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException(impossible);
    }
    return text.toString();
  }

  private static void entry(XMLStreamWriter xml, Row row, Words words, String address)
      throws XMLStreamException {
    String published = row.publishedAt().orElse(Instant.EPOCH).toString();
    xml.writeStartElement("entry");
    element(xml, "id", address);
    element(xml, "title", row.title().isEmpty() ? words.get("row.hidden") : row.title());
    element(xml, "published", published);
    element(xml, "updated", published);
    link(xml, "alternate", address);
    xml.writeStartElement("author");
    element(xml, "name", row.author().isEmpty() ? words.get("row.nobody") : row.author());
    xml.writeEndElement();
    element(xml, "summary", row.lead());
    xml.writeEndElement();
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  private static void link(XMLStreamWriter xml, String relation, String address)
      throws XMLStreamException {
    xml.writeEmptyElement("link");
    xml.writeAttribute("rel", relation);
    xml.writeAttribute("href", address);
  }
}
