package se.invanardialog.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Write;
import se.invanardialog.core.texts.Translated;
import se.invanardialog.panels.answers.Invitation;
import se.invanardialog.panels.answers.Reply;
import se.invanardialog.panels.answers.Token;
import se.invanardialog.panels.answers.Value;
import se.invanardialog.panels.members.Cell;
import se.invanardialog.panels.members.Channel;
import se.invanardialog.panels.members.Pace;
import se.invanardialog.panels.sendouts.Progress;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Survey;
import se.invanardialog.panels.surveys.Survey.Design;

/** A panel and its surveys in the {@link World}. */
final class PanelWorld {
  static final String PANEL = "vuxna";
  static final Instant NOON = World.NOON;
  static final Instant CLOSES = NOON.plus(Duration.ofDays(14));

  final World world = new World();

  PanelWorld() {
    world.table.write(
        Write.put(
            Item.at(Keys.panel(PANEL))
                .with("version", 1)
                .with("name", "{\"sv\":\"Vuxenpanelen\"}")
                .with("about", "{}")
                .with("frequency", "{}")
                .with("asks", List.of("sex", "district"))
                .with("minimumAge", 0)
                .with("guardianUnder", 0)
                .with("ageBounds", List.of("16", "30"))
                .with("open", true)
                .with("createdAt", NOON)));
  }

  void member(String id, Channel channel, Pace pace, String sex, String district) {
    world.table.write(
        Write.put(
            Item.at(Keys.member(PANEL, id))
                .with("id", id)
                .with("panel", PANEL)
                .with("state", "active")
                .with("version", 1)
                .with("email", id + "@exempel.se")
                .with("phone", phone(id))
                .with("channel", channel.word())
                .with("pace", pace.word())
                .with("profile", "{\"sex\":\"" + sex + "\",\"district\":\"" + district + "\"}")
                .with("consents", "{}")
                .with("language", "sv")
                .with("joined", "2026-01-01")));
  }

  /** So many who get letters about every survey. */
  void members(int many) {
    for (int n = 0; n < many; n++) {
      member("m" + n, Channel.MAIL, Pace.EVERY, "woman", "norrby");
    }
  }

  static String phone(String id) {
    return "+4670%07d".formatted(Math.floorMod(id.hashCode(), 10_000_000));
  }

  /** Scheduled, to open at noon. */
  String survey(Survey.@Nullable Sample sample, Integer... remindersDays) {
    var question =
        new Question(
            "q1",
            Question.Type.NUMBER,
            Translated.swedish("Hur många?"),
            null,
            List.of(),
            List.of(),
            null,
            null,
            null,
            null,
            false,
            false,
            false,
            null,
            List.of());
    var design =
        new Design(
            PANEL,
            false,
            Translated.swedish("Badplatsen vid Norrby"),
            Translated.swedish("Vi undrar vad du tycker."),
            new Survey.Purpose(
                Translated.swedish("fritidsnämnden"),
                Translated.swedish("Svaren avgör ordningen."),
                LocalDate.of(2027, 1, 31)),
            List.of(question),
            sample,
            Map.of(),
            Map.of(),
            NOON,
            CLOSES,
            List.of(remindersDays),
            null);
    var surveys = world.wiring.panels.surveys.surveys;
    Survey.Draft draft = surveys.draft(design, "planner", NOON);
    surveys.insert(draft, List.of());
    change(draft.base().id(), Survey.Draft.class, one -> one.schedule(NOON));
    return draft.base().id();
  }

  <S extends Survey> void change(
      String id, Class<S> state, java.util.function.Function<S, Survey> transition) {
    var surveys = world.wiring.panels.surveys.surveys;
    S from = state.cast(surveys.find(id).orElseThrow());
    if (!surveys.change(from, transition.apply(from), List.of())) {
      throw new AssertionError("Not changed");
    }
  }

  /** Minutes with their deliveries, until that moment. */
  void until(Instant moment, Duration step) {
    while (world.outside.now().isBefore(moment)) {
      world.outside.pass(step);
      minute();
    }
  }

  void minute() {
    world.minute();
    world.pump();
    world.retry();
  }

  void minutes(int many) {
    for (int n = 0; n < many; n++) {
      minute();
      world.outside.pass(Duration.ofMinutes(1));
    }
  }

  List<Invitation> invitations(String survey) {
    return world.table.items().stream()
        .filter(item -> item.key().partition().startsWith(Keys.INVITATIONS + survey + "#"))
        .map(Invitation::read)
        .toList();
  }

  String code(String survey, String member) {
    var base = world.wiring.panels.surveys.surveys.find(survey).orElseThrow().base();
    return world.wiring.panels.codes.of(survey, base.salt(), member);
  }

  void answer(String survey, String member) {
    world.wiring.panels.replies.put(
        new Token(survey, code(survey, member)),
        Map.of("q1", new Value.Figure(3)),
        Reply.Mode.WEB,
        Cell.ALL,
        Map.of());
  }

  /** How many letters went out under each key. */
  Map<String, Integer> letters(Predicate<String> key) {
    var sent = new TreeMap<String, Integer>();
    world.outside.mails().stream()
        .map(World::key)
        .filter(key)
        .forEach(one -> sent.merge(one, 1, Integer::sum));
    return sent;
  }

  /** The receivers of the letters of one purpose. */
  List<String> receivers(String survey, String purpose) {
    return world.outside.mails().stream()
        .filter(mail -> World.key(mail).startsWith("S#" + survey + "#" + purpose + "#"))
        .map(mail -> mail.destination().toAddresses().getFirst())
        .map(to -> to.substring(0, to.indexOf('@')))
        .sorted()
        .toList();
  }

  /** What the Tally would have added, from the whole stream. */
  Map<String, Long> progress(String survey) {
    var sums = new HashMap<String, Long>();
    for (var change : world.table.changes()) {
      if (Progress.survey(change.key()).filter(survey::equals).isPresent()) {
        Progress.difference(change.before(), change.after())
            .forEach((name, n) -> sums.merge(name, n, Long::sum));
      }
    }
    sums.values().removeIf(n -> n == 0);
    return sums;
  }
}
