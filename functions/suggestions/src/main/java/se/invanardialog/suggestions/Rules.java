package se.invanardialog.suggestions;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.invanardialog.core.texts.Words;

/**
 * How a municipality runs its suggestion box. A suggestion lives by the rules it came under: a
 * change applies to new ones only.
 *
 * @param threshold names needed, or with {@code thresholdPermille} so many of every thousand
 *     residents; 0 means that every suggestion is answered
 * @param signingDays the lengths the author may choose between; the first is the usual one
 * @param whoMaySuggest {@code anyone}, {@code residents} (a postal code of the municipality),
 *     {@code eid} or {@code residents-eid}
 * @param whoMaySign the same words
 * @param signingMoments {@code for}, or {@code for-and-against}
 * @param comments {@code none} or {@code moderated}
 * @param similarityBarMonths a suggestion like one younger than this is turned away; 0 for never
 * @param suggestionsPerPersonYear 0 for as many as one likes
 */
public record Rules(
    int version,
    int threshold,
    boolean thresholdPermille,
    int population,
    List<Integer> signingDays,
    String whoMaySuggest,
    String whoMaySign,
    boolean aliasAllowed,
    String signingMoments,
    String comments,
    int similarityBarMonths,
    int suggestionsPerPersonYear,
    String exemptMatters,
    int moderationDays,
    int answerDays,
    int retentionMonths,
    int titleLength,
    int proposalLength,
    boolean askReason,
    int reasonLength,
    boolean askAgeGroup,
    boolean postalCodeToSign,
    boolean namesShown,
    List<String> boards,
    List<String> categories,
    Map<String, List<String>> districts,
    String note,
    String changedBy,
    Instant changedAt) {
  public static final String ANYONE = "anyone";
  public static final String RESIDENTS = "residents";
  public static final String EID = "eid";

  /** Residents who show it with an e-ID. */
  public static final String RESIDENTS_EID = "residents-eid";

  static final List<String> WHO = List.of(ANYONE, RESIDENTS, EID, RESIDENTS_EID);
  static final List<String> MOMENTS = List.of("for", "for-and-against");
  static final List<String> COMMENTS = List.of("none", "moderated");

  public Rules {
    signingDays = List.copyOf(signingDays);
    boards = List.copyOf(boards);
    categories = List.copyOf(categories);
    districts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(districts));
  }

  /** What holds until an official has said otherwise. */
  public static final Rules FIRST =
      new Rules(
          0,
          100,
          false,
          50_000,
          List.of(90, 30, 180, 365),
          ANYONE,
          ANYONE,
          true,
          "for",
          "none",
          24,
          0,
          "",
          14,
          90,
          24,
          80,
          2_000,
          true,
          1_000,
          false,
          false,
          true,
          List.of(
              "Kommunstyrelsen",
              "Samhällsbyggnadsnämnden",
              "Kultur- och fritidsnämnden",
              "Barn- och utbildningsnämnden",
              "Socialnämnden"),
          List.of(
              "Bygga och bo",
              "Trafik och gator",
              "Natur och miljö",
              "Skola och förskola",
              "Kultur och fritid",
              "Vård och omsorg",
              "Övrigt"),
          Map.of(),
          "",
          "",
          Instant.EPOCH);

  /** Names needed for an answer; at least 1 when a share of the residents is asked for. */
  public int names() {
    return thresholdPermille ? Math.max(1, Math.ceilDiv(population * threshold, 1_000)) : threshold;
  }

  /** The first instant at which one can't sign any more: midnight after the last day. */
  public static Instant closing(Instant published, int days) {
    LocalDate last = published.atZone(Words.ZONE).toLocalDate().plusDays(days);
    return last.plusDays(1).atStartOfDay(Words.ZONE).toInstant();
  }

  /** The last day on which one can sign. */
  public static LocalDate lastDay(Instant closesAt) {
    return closesAt.minusMillis(1).atZone(Words.ZONE).toLocalDate();
  }

  /** The district of a postal code, by the municipality's list. */
  public Optional<String> districtOf(String postalCode) {
    return districts.entrySet().stream()
        .filter(district -> district.getValue().contains(postalCode))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Whether the code is one of the municipality's; with no list every code is. */
  public boolean inMunicipality(String postalCode) {
    return districts.values().stream().allMatch(List::isEmpty)
        || districtOf(postalCode).isPresent();
  }

  public boolean forAndAgainst() {
    return signingMoments.equals("for-and-against");
  }

  public boolean needsPostalCodeToSign() {
    return postalCodeToSign || residentsSign();
  }

  public boolean residentsSign() {
    return whoMaySign.equals(RESIDENTS) || whoMaySign.equals(RESIDENTS_EID);
  }

  public boolean needsPostalCodeToSuggest() {
    return whoMaySuggest.equals(RESIDENTS) || whoMaySuggest.equals(RESIDENTS_EID);
  }

  public boolean needsEidToSuggest() {
    return whoMaySuggest.equals(EID) || whoMaySuggest.equals(RESIDENTS_EID);
  }

  public List<String> districtNames() {
    return List.copyOf(districts.keySet());
  }
}
