package se.invanardialog.panels.members;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import se.invanardialog.core.texts.Translated;

/**
 * A panel that residents may join.
 *
 * @param version grows with each change
 * @param asks what it asks its members about, the year of birth first where the age decides
 * @param needs those of them that can't be left out
 * @param minimumAge in years; 0 for none
 * @param guardianUnder members under this age need a guardian's consent; 0 for none
 * @param ageBounds the first age of each group but the youngest, rising: 16, 30, 45, 65, 80
 * @param open whether it takes new members
 */
public record Panel(
    String id,
    int version,
    Translated name,
    Translated about,
    Translated frequency,
    List<Trait> asks,
    Set<Trait> needs,
    int minimumAge,
    int guardianUnder,
    List<Integer> ageBounds,
    boolean open,
    Instant createdAt) {
  public static final List<Integer> USUAL_AGE_BOUNDS = List.of(16, 30, 45, 65, 80);

  public Panel {
    asks =
        (minimumAge > 0 || guardianUnder > 0) && !asks.contains(Trait.BIRTH_YEAR)
            ? Stream.concat(Stream.of(Trait.BIRTH_YEAR), asks.stream()).toList()
            : List.copyOf(asks);
    needs = Set.copyOf(needs);
    ageBounds = List.copyOf(ageBounds);
  }

  Panel at(int otherVersion) {
    return new Panel(
        id,
        otherVersion,
        name,
        about,
        frequency,
        asks,
        needs,
        minimumAge,
        guardianUnder,
        ageBounds,
        open,
        createdAt);
  }

  /** Whether the trait is asked and can't be left out; an age that decides something can't. */
  public boolean needs(Trait trait) {
    return needs.contains(trait) || (trait == Trait.BIRTH_YEAR && asksAge());
  }

  /** Whether who may join hangs on the age. */
  public boolean asksAge() {
    return minimumAge > 0 || guardianUnder > 0;
  }

  /** Whether a guardian decides with who was born that year, until the year of the age itself. */
  boolean needsGuardian(String birthYear, LocalDate today) {
    return birthYear.matches("[0-9]{4}")
        && today.getYear() - Integer.parseInt(birthYear) < guardianUnder;
  }

  /** The group of those born that year, by the age they turn this year: {@code 16-29}. */
  public String ageGroup(int birthYear, LocalDate today) {
    return ageGroupOf(today.getYear() - birthYear);
  }

  String ageGroupOf(int age) {
    int from = 0;
    for (int bound : ageBounds) {
      if (age < bound) {
        return from + "-" + (bound - 1);
      }
      from = bound;
    }
    return from + "+";
  }

  /** Every group, youngest first. */
  public List<String> ageGroups() {
    var groups = new ArrayList<String>();
    int from = 0;
    for (int bound : ageBounds) {
      groups.add(from + "-" + (bound - 1));
      from = bound;
    }
    groups.add(from + "+");
    return groups;
  }
}
