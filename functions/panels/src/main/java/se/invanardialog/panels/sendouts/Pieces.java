package se.invanardialog.panels.sendouts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import se.invanardialog.core.messages.Deliveries;
import se.invanardialog.core.table.Key;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Table;
import se.invanardialog.panels.answers.Codes;
import se.invanardialog.panels.answers.Invitation;
import se.invanardialog.panels.answers.Replies;
import se.invanardialog.panels.members.Member;
import se.invanardialog.panels.members.Panel;
import se.invanardialog.panels.sendouts.SurveyLetters.To;
import se.invanardialog.panels.surveys.Survey;

/** What the next piece of a send-out is: whom it reaches, with what. Reads, and writes nothing. */
final class Pieces {
  /** Those reached by one piece when no invitation is written. */
  static final int READ_AT_ONCE = 90;

  private final Table table;
  private final Roster roster;
  private final Replies replies;
  private final Codes codes;
  private final Planning planning;
  private final SurveyLetters letters;

  Pieces(
      Table table,
      Roster roster,
      Replies replies,
      Codes codes,
      Planning planning,
      SurveyLetters letters) {
    this.table = table;
    this.roster = roster;
    this.replies = replies;
    this.codes = codes;
    this.planning = planning;
    this.letters = letters;
  }

  /**
   * A piece.
   *
   * @param letters what is sent to each, by the hash of the invitation
   * @param toInvite those of them who are invited first, and get their letters only then
   * @param next where the next piece of the shard begins
   */
  record Piece(
      Map<String, List<Deliveries.Message>> letters,
      Map<Invitation, Member> toInvite,
      Optional<String> next) {
    long messages(Predicate<Deliveries.Message> kind) {
      return letters.values().stream().flatMap(List::stream).filter(kind).count();
    }

    /** Invites those who can still be asked, and answers what is to be sent then. */
    List<Deliveries.Message> invited(Invited by, LocalDate today) {
      Set<String> invited = by.invite(toInvite, today);
      Set<String> left =
          toInvite.keySet().stream()
              .map(Invitation::hash)
              .filter(hash -> !invited.contains(hash))
              .collect(Collectors.toSet());
      return letters.entrySet().stream()
          .filter(one -> !left.contains(one.getKey()))
          .flatMap(one -> one.getValue().stream())
          .toList();
    }
  }

  static boolean isLetter(Deliveries.Message message) {
    return message.letter() != null;
  }

  static boolean isSms(Deliveries.Message message) {
    return message.sms() != null;
  }

  /** Members of the plan. Who is invited already, by a try that crashed, gets the letter again. */
  Piece toInvite(Sendout part, Survey.Open survey, LocalDate today) {
    Survey.Base base = survey.base();
    Panel panel = panel(base);
    Plan plan =
        Plan.read(table, base.id(), part.part())
            .orElseThrow(() -> new IllegalStateException("Open without a plan"));
    var some = roster.some(panel.id(), part.shard(), Invited.MOST_AT_ONCE, part.cursor());
    var planned = new LinkedHashMap<String, To>();
    for (Member member : some.members()) {
      if (plan.includes(member.id())) {
        String code = codes.of(base.id(), base.salt(), member.id());
        planned.put(codes.invitation(base.id(), code), new To(member, code, false));
      }
    }
    Set<String> already = already(base.id(), planned.keySet());
    var fresh =
        planned.entrySet().stream()
            .filter(one -> !already.contains(one.getKey()))
            .map(one -> one.getValue().member())
            .toList();
    var askable = new HashSet<>(planning.askable(base.design(), panel, fresh, today));
    var messages = new LinkedHashMap<String, List<Deliveries.Message>>();
    var toInvite = new LinkedHashMap<Invitation, Member>();
    planned.forEach((hash, to) -> {
      Member member = to.member();
      var cell = plan.coarsening().of(member.cell(panel, today));
      if (askable.contains(member) && cell.isPresent()) {
        toInvite.put(
            new Invitation(base.id(), hash, member.id(), member.channel(), cell.get(), today),
            member);
      }
      if (already.contains(hash) || (askable.contains(member) && cell.isPresent())) {
        messages.put(hash, letters.of(survey, panel, part.purpose(), to));
      }
    });
    return new Piece(messages, toInvite, some.next());
  }

  private Set<String> already(String survey, Collection<String> hashes) {
    var keys = hashes.stream().map(hash -> Keys.invitation(survey, hash)).toList();
    return table.getAll(keys).keySet().stream().map(Key::sort).collect(Collectors.toSet());
  }

  /** Those invited: all who have not answered, or what was held back of what they should have. */
  Piece toInvited(Sendout part, Survey.Open survey, LocalDate today) {
    Survey.Base base = survey.base();
    Panel panel = panel(base);
    var page =
        table.query(
            Query.partition(Keys.invitations(base.id(), part.shard()))
                .limit(READ_AT_ONCE)
                .after(part.cursor())
                .consistently());
    var invitations = page.items().stream().map(Invitation::read).toList();
    var byCode = new LinkedHashMap<String, Invitation>();
    invitations.forEach(one -> byCode.put(codes.of(base.id(), base.salt(), one.member()), one));
    Set<String> answered = replies.answered(base.id(), byCode.keySet());
    Map<String, Member> members =
        roster.those(panel.id(), invitations.stream().map(Invitation::member).toList());
    var messages = new LinkedHashMap<String, List<Deliveries.Message>>();
    byCode.forEach((code, invitation) -> {
      Member member = members.get(invitation.member());
      if (member != null && !answered.contains(code) && awake(member, today)) {
        var to = new To(member, code, false);
        var due = new ArrayList<Deliveries.Message>();
        purposes(part.purpose(), survey)
            .forEach(purpose -> due.addAll(letters.of(survey, panel, purpose, to)));
        messages.put(invitation.hash(), due);
      }
    });
    return new Piece(
        part.purpose() instanceof Purpose.Again ? unsent(messages) : messages,
        Map.of(),
        page.next());
  }

  /** The panel, and in it those who answered. */
  Piece toPanel(Sendout part, Survey.Closed survey, LocalDate today) {
    Survey.Base base = survey.base();
    Panel panel = panel(base);
    var some = roster.some(panel.id(), part.shard(), READ_AT_ONCE, part.cursor());
    var byCode = new LinkedHashMap<String, Member>();
    some.members()
        .forEach(member -> byCode.put(codes.of(base.id(), base.salt(), member.id()), member));
    Set<String> answered = replies.answered(base.id(), byCode.keySet());
    var messages = new LinkedHashMap<String, List<Deliveries.Message>>();
    byCode.forEach((code, member) -> {
      boolean has = answered.contains(code);
      if (has || awake(member, today)) {
        messages.put(code, letters.of(survey, panel, part.purpose(), new To(member, code, has)));
      }
    });
    return new Piece(messages, Map.of(), some.next());
  }

  /** Of what was held back, the invitation, and the latest reminder if there was one. */
  private static List<Purpose> purposes(Purpose purpose, Survey.Open survey) {
    return switch (purpose) {
      case Purpose.Again() ->
          survey.reminded() == 0
              ? List.of(new Purpose.Invite())
              : List.of(new Purpose.Invite(), new Purpose.Remind(survey.reminded()));
      case Purpose.Invite(), Purpose.Remind(_), Purpose.Feedback() -> List.of(purpose);
    };
  }

  /** What no sending is known of. */
  private Map<String, List<Deliveries.Message>> unsent(
      Map<String, List<Deliveries.Message>> messages) {
    var keys = new HashMap<Deliveries.Message, Key>();
    messages.values().forEach(some -> some.forEach(one -> keys.put(one, Keys.sending(key(one)))));
    Set<Key> known = table.getAll(keys.values()).keySet();
    var left = new LinkedHashMap<String, List<Deliveries.Message>>();
    messages.forEach((hash, some) ->
        left.put(hash, some.stream().filter(one -> !known.contains(keys.get(one))).toList()));
    return left;
  }

  private static String key(Deliveries.Message message) {
    var letter = message.letter();
    var sms = message.sms();
    if (letter != null) {
      return letter.key();
    }
    if (sms != null) {
      return sms.key();
    }
    throw new IllegalArgumentException("Nothing to send");
  }

  private static boolean awake(Member member, LocalDate today) {
    return member.pausedUntil().map(day -> !day.isAfter(today)).orElse(true);
  }

  private Panel panel(Survey.Base base) {
    return roster
        .panel(base.design().panel())
        .orElseThrow(() -> new IllegalStateException("A survey of no panel"));
  }
}
