package se.invanardialog.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** The data folder: each file is read if it is there, and named if it is not. */
final class RealData {
  private static final String UK = "petitions/petitions_uk.jsonl.gz";
  private static final String DUPLICATES = "petitions/duplicate_pairs.csv";
  private static final String MADRID = "petitions/madrid_proposals_2024-2025.csv";
  private static final String HOURLY = "petitions/petition-751472-hourly.json";

  private final Path folder;
  private final Findings findings;

  RealData(Path folder, Findings findings) {
    this.folder = folder;
    this.findings = findings;
  }

  /** How a suggestion fared where it comes from. */
  enum Fate {
    OPEN,
    CLOSED,
    ANSWERED,
    REFUSED
  }

  /**
   * A real suggestion.
   *
   * @param refusal the moderators' code there; empty unless refused
   * @param answer the answer's text; empty unless answered
   */
  record Real(
      String key,
      String title,
      String proposal,
      String reason,
      String language,
      Fate fate,
      String refusal,
      String answer) {}

  /** A petition that moderators refused as a duplicate, and the one it repeats. */
  record Pair(String duplicate, String original) {}

  private Optional<Path> file(String name) {
    Path path = folder.resolve(name);
    if (Files.isReadable(path)) {
      return Optional.of(path);
    }
    findings.say("Skipped, not in the data folder: %s", name);
    return Optional.empty();
  }

  List<Real> ukPetitions() throws IOException {
    List<Real> petitions = new ArrayList<>();
    Optional<Path> file = file(UK);
    if (file.isEmpty()) {
      return petitions;
    }
    try (InputStream packed = Files.newInputStream(file.get());
        var lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode petition = Service.JSON.readTree(line);
        petitions.add(ukPetition(petition.path("id").asText(), petition.path("attributes")));
      }
    }
    return petitions;
  }

  private static Real ukPetition(String id, JsonNode attributes) {
    String background = Pasting.plain(text(attributes, "background"));
    String details = Pasting.plain(text(attributes, "additional_details"));
    String answer = Pasting.plain(text(attributes.path("government_response"), "details"));
    Fate fate =
        switch (text(attributes, "state")) {
          case "open" -> answer.isEmpty() ? Fate.OPEN : Fate.ANSWERED;
          case "closed" -> answer.isEmpty() ? Fate.CLOSED : Fate.ANSWERED;
          default -> Fate.REFUSED;
        };
    return new Real(
        "uk" + id,
        Pasting.plain(text(attributes, "action")),
        background.isEmpty() ? details : background,
        background.isEmpty() ? "" : details,
        "en",
        fate,
        text(attributes.path("rejection"), "code"),
        fate == Fate.ANSWERED ? answer : "");
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).isTextual() ? node.path(field).asText() : "";
  }

  /** Those of 2024 have had their time; a proposal that was taken back is closed too. */
  List<Real> madridProposals() throws IOException {
    List<Real> proposals = new ArrayList<>();
    Optional<Path> file = file(MADRID);
    if (file.isEmpty()) {
      return proposals;
    }
    List<List<String>> rows = Csv.read(Files.readString(file.get()), ';');
    for (List<String> row : rows.subList(1, rows.size())) {
      boolean over = row.get(4).endsWith("2024") || !row.get(5).isBlank();
      proposals.add(
          new Real(
              "madrid" + row.get(0),
              Pasting.plain(row.get(1)),
              Pasting.plain(row.get(2)),
              "",
              "es",
              over ? Fate.CLOSED : Fate.OPEN,
              "",
              ""));
    }
    return proposals;
  }

  List<Pair> duplicates() throws IOException {
    List<Pair> pairs = new ArrayList<>();
    Optional<Path> file = file(DUPLICATES);
    if (file.isPresent()) {
      List<List<String>> rows = Csv.read(Files.readString(file.get()), ',');
      for (List<String> row : rows.subList(1, rows.size())) {
        pairs.add(new Pair("uk" + row.get(0), "uk" + row.get(1)));
      }
    }
    return pairs;
  }

  /** Signatures by hour. */
  NavigableMap<Instant, Integer> hourly() throws IOException {
    TreeMap<Instant, Integer> hours = new TreeMap<>();
    Optional<Path> file = file(HOURLY);
    if (file.isPresent()) {
      for (JsonNode hour : Service.JSON.readTree(file.get().toFile()).path("hourly")) {
        hour.properties()
            .forEach(each -> hours.put(Instant.parse(each.getKey()), each.getValue().asInt()));
      }
    }
    return hours;
  }
}
