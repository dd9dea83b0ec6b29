package se.invanardialog.panels.sendouts;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.panels.answers.Codes;
import se.invanardialog.panels.answers.Invitation;
import se.invanardialog.panels.surveys.Survey;

/**
 * What was sent to those invited to a survey, found by the codes of their links: as long as these
 * can be worked out.
 */
public final class SurveySendings {
  private static final int INVITATIONS_AT_ONCE = 25;
  private static final int MOST_REMINDERS = 3;

  private final Table table;
  private final Codes codes;

  public SurveySendings(Table table, Secret secret) {
    this.table = table;
    this.codes = new Codes(secret);
  }

  /**
   * What of a survey's progress can be counted anew. Letters of feedback go to the whole panel,
   * which some may have left since: of those that came back not all are found.
   */
  public static Set<String> countable(Survey survey) {
    if (!findable(survey)) {
      return Progress.OF_INVITATIONS;
    }
    return survey instanceof Survey.Closed closed && closed.toldAt().isPresent()
        ? Progress.OF_LETTERS
        : Progress.ALL;
  }

  private static boolean findable(Survey survey) {
    return !survey.base().salt().isEmpty();
  }

  public void each(Survey survey, Consumer<Item> use) {
    for (int shard = 0; shard < Keys.MEMBER_SHARDS; shard++) {
      var some = new ArrayList<Item>();
      table.each(
          Query.partition(Keys.invitations(survey.base().id(), shard)).consistently(),
          invitation -> {
            some.add(invitation);
            if (some.size() == INVITATIONS_AT_ONCE) {
              table.getAll(keys(survey, some)).values().forEach(use);
              some.clear();
            }
          });
      table.getAll(keys(survey, some)).values().forEach(use);
    }
  }

  /** The partitions of what may have been sent to one invited in each shard. */
  public List<String> some(Survey survey) {
    return IntStream.range(0, Keys.MEMBER_SHARDS)
        .mapToObj(shard ->
            Query.partition(Keys.invitations(survey.base().id(), shard)).limit(1).consistently())
        .flatMap(first -> keys(survey, table.query(first).items()).stream())
        .map(Key::partition)
        .toList();
  }

  private List<Key> keys(Survey survey, List<Item> invitations) {
    return findable(survey)
        ? invitations.stream()
            .map(Invitation::read)
            .flatMap(invitation -> keys(survey.base(), invitation.member()))
            .toList()
        : List.of();
  }

  private Stream<Key> keys(Survey.Base survey, String member) {
    String code = codes.of(survey.id(), survey.salt(), member);
    return Stream.concat(
            Stream.of((Purpose) new Purpose.Invite()),
            IntStream.rangeClosed(1, MOST_REMINDERS).mapToObj(Purpose.Remind::new))
        .flatMap(purpose -> Stream.of(purpose.word(), purpose.word() + SurveyLetters.COPY))
        .map(purpose -> Keys.sending(SurveyLetters.key(codes, survey.id(), purpose, code)));
  }
}
