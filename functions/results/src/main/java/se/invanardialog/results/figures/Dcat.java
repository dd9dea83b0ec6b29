package se.invanardialog.results.figures;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import se.invanardialog.core.pages.Site;
import se.invanardialog.core.texts.Language;
import se.invanardialog.core.texts.Words;
import se.invanardialog.panels.surveys.Survey;

/** Published results as data sets that portals harvest: DCAT-AP-SE 3 as JSON-LD. */
final class Dcat {
  private static final String PUBLIC = "http://publications.europa.eu/resource/authority/";
  private static final String GOVERNMENT = PUBLIC + "data-theme/GOVE";

  private final Site site;

  Dcat(Site site) {
    this.site = site;
  }

  Map<String, Object> catalogue(List<Survey.Closed> surveys) {
    Words words = site.words(Language.DEFAULT);
    var json = new LinkedHashMap<String, Object>();
    json.put(
        "@context",
        Map.of(
            "dcat", "http://www.w3.org/ns/dcat#",
            "dcterms", "http://purl.org/dc/terms/",
            "foaf", "http://xmlns.com/foaf/0.1/",
            "xsd", "http://www.w3.org/2001/XMLSchema#"));
    json.put("@id", site.absolute("/api/dcat"));
    json.put("@type", "dcat:Catalog");
    json.put("dcterms:title", swedish(words.get("dcat.title", site.town().name())));
    json.put("dcterms:description", swedish(words.get("dcat.description")));
    json.put("dcterms:publisher", publisher());
    json.put("dcterms:license", id(Labels.LICENCE));
    json.put("dcterms:language", id(PUBLIC + "language/SWE"));
    json.put("dcat:dataset", surveys.stream().map(this::dataset).toList());
    return json;
  }

  private Map<String, Object> dataset(Survey.Closed survey) {
    String id = survey.base().id();
    var json = new LinkedHashMap<String, Object>();
    json.put("@id", site.absolute("/results/" + id));
    json.put("@type", "dcat:Dataset");
    json.put("dcterms:title", swedish(survey.base().design().title().swedish()));
    json.put(
        "dcterms:description",
        swedish(
            site.words(Language.DEFAULT)
                .get(
                    "dcat.dataset",
                    survey.base().design().title().swedish(),
                    survey.base().design().purpose().use().swedish())));
    json.put("dcterms:publisher", publisher());
    json.put("dcterms:accessRights", id(PUBLIC + "access-right/PUBLIC"));
    survey.publishedAt().ifPresent(at -> json.put("dcterms:issued", date(at.toString())));
    json.put("dcat:theme", id(GOVERNMENT));
    json.put("dcat:landingPage", id(site.absolute("/results/" + id)));
    json.put(
        "dcat:distribution",
        List.of(
            distribution(id, "", "JSON", "application/json"),
            distribution(id, ".csv", "CSV", "text/csv"),
            distribution(
                id,
                ".xlsx",
                "XLSX",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")));
    return json;
  }

  private Map<String, Object> distribution(String id, String ending, String format, String type) {
    String address = site.absolute("/api/results/" + id + ending);
    var json = new LinkedHashMap<String, Object>();
    json.put("@id", address);
    json.put("@type", "dcat:Distribution");
    json.put("dcat:accessURL", id(address));
    json.put("dcat:downloadURL", id(address));
    json.put("dcterms:format", id(PUBLIC + "file-type/" + format));
    json.put("dcat:mediaType", id("http://www.iana.org/assignments/media-types/" + type));
    json.put("dcterms:license", id(Labels.LICENCE));
    return json;
  }

  private Map<String, Object> publisher() {
    var json = new LinkedHashMap<String, Object>();
    json.put("@id", site.absolute("/"));
    json.put("@type", "foaf:Agent");
    json.put("foaf:name", swedish(site.town().name()));
    return json;
  }

  private static Map<String, Object> id(String address) {
    return Map.of("@id", address);
  }

  private static Map<String, Object> swedish(String text) {
    return Map.of("@language", "sv", "@value", text);
  }

  private static Map<String, Object> date(String at) {
    return Map.of("@type", "xsd:dateTime", "@value", at);
  }
}
