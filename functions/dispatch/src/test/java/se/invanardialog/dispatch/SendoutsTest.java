package se.invanardialog.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import se.invanardialog.core.Outside;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Write;
import se.invanardialog.panels.answers.Invitation;
import se.invanardialog.panels.members.Channel;
import se.invanardialog.panels.members.Pace;
import se.invanardialog.panels.sendouts.Plan;
import se.invanardialog.panels.sendouts.Selection;
import se.invanardialog.panels.surveys.Survey;
import software.amazon.awssdk.services.sns.model.PublishRequest;

class SendoutsTest {
  private final PanelWorld panel = new PanelWorld();
  private final World world = panel.world;

  @Test
  void a_survey_opens_at_its_moment_and_asks_each_member_once() {
    panel.members(120);
    String survey = panel.survey(null);
    world.outside.at(PanelWorld.NOON.minusMillis(1));
    panel.minute();
    assertThat(panel.invitations(survey)).isEmpty();
    world.outside.at(PanelWorld.NOON);
    panel.minutes(3);
    assertThat(panel.invitations(survey)).hasSize(120);
    assertThat(panel.receivers(survey, "invite")).hasSize(120).doesNotHaveDuplicates();
    panel.minutes(3);
    assertThat(world.outside.mails()).hasSize(120);
    assertThat(panel.progress(survey)).isEqualTo(Map.of("planned", 120L, "sent", 120L));
  }

  @Test
  void a_sweep_days_late_opens_and_then_reminds_once_for_what_was_missed() {
    panel.members(6);
    String survey = panel.survey(null, 2, 4, 6);
    world.outside.at(PanelWorld.NOON.plus(Duration.ofDays(5)));
    panel.minutes(3);
    assertThat(panel.receivers(survey, "invite")).hasSize(6);
    assertThat(panel.receivers(survey, "remind2")).hasSize(6);
    assertThat(panel.receivers(survey, "remind1")).isEmpty();
  }

  @Test
  void the_link_in_the_letter_is_the_members_own_and_leads_to_the_survey() {
    panel.members(5);
    String survey = panel.survey(null);
    world.minute();
    while (world.outside.queuedLetters().isEmpty()) {
      world.deliver(world.outside.takeQueued());
    }
    var letter = world.outside.queuedLetters().getFirst();
    String member = letter.to().substring(0, letter.to().indexOf('@'));
    assertThat(Outside.paths(letter)).contains("/s/" + survey + panel.code(survey, member));
    assertThat(letter.leaveLink()).contains("/unsubscribe/");
    assertThat(letter.text()).contains("/members/");
    assertThat(letter.text()).contains("Badplatsen vid Norrby").contains("fritidsnämnden");
    assertThat(letter.key()).doesNotContain(member);
  }

  @Test
  void reminders_go_to_the_silent_only() {
    panel.members(7);
    String survey = panel.survey(null, 3, 7);
    panel.minutes(2);
    panel.answer(survey, "m1");
    panel.answer(survey, "m2");
    world.outside.at(PanelWorld.NOON.plus(Duration.ofDays(3)));
    panel.minutes(2);
    assertThat(panel.receivers(survey, "remind1")).containsExactly("m0", "m3", "m4", "m5", "m6");
    panel.answer(survey, "m3");
    world.outside.at(PanelWorld.NOON.plus(Duration.ofDays(7)));
    panel.minutes(2);
    assertThat(panel.receivers(survey, "remind2")).containsExactly("m0", "m4", "m5", "m6");
    world.outside.at(PanelWorld.CLOSES);
    panel.minutes(2);
    assertThat(world.wiring.panels.surveys.surveys.find(survey).orElseThrow())
        .isInstanceOf(Survey.Closed.class);
    assertThat(panel.progress(survey)).isEqualTo(Map.of("planned", 7L, "sent", 7L, "reminded", 9L));
  }

  @Test
  void each_is_reached_as_chosen_and_who_wants_paper_is_only_planned() {
    panel.member("a", Channel.MAIL, Pace.EVERY, "woman", "norrby");
    panel.member("b", Channel.SMS, Pace.EVERY, "woman", "norrby");
    panel.member("c", Channel.BOTH, Pace.EVERY, "woman", "norrby");
    panel.member("d", Channel.PAPER, Pace.EVERY, "woman", "norrby");
    String survey = panel.survey(null);
    panel.minutes(2);
    assertThat(panel.receivers(survey, "invite")).containsExactly("a", "c");
    assertThat(world.outside.texts().stream().map(PublishRequest::phoneNumber))
        .containsExactlyInAnyOrder(PanelWorld.phone("b"), PanelWorld.phone("c"));
    assertThat(world.outside.texts().getFirst().message())
        .contains("/s/" + survey)
        .contains("Badplatsen");
    assertThat(panel.progress(survey)).isEqualTo(Map.of("planned", 4L, "paper", 1L, "sent", 3L));
  }

  @Test
  void who_is_paused_paced_out_or_stopped_is_not_asked() {
    panel.members(5);
    panel.member("paused", Channel.MAIL, Pace.EVERY, "woman", "norrby");
    world.table.write(
        Write.update(Keys.member(PanelWorld.PANEL, "paused")).set("pausedUntil", "2026-11-24"));
    panel.member("resting", Channel.MAIL, Pace.MONTHLY, "woman", "norrby");
    world.table.write(
        Write.update(Keys.member(PanelWorld.PANEL, "resting")).set("invited", "2026-10-25"));
    panel.member("rested", Channel.MAIL, Pace.MONTHLY, "woman", "norrby");
    world.table.write(
        Write.update(Keys.member(PanelWorld.PANEL, "rested")).set("invited", "2026-10-24"));
    panel.member("stopped", Channel.MAIL, Pace.EVERY, "woman", "norrby");
    world.table.write(
        Write.put(
            Item.at(Keys.stopped(world.person("stopped@exempel.se"))).with("at", World.NOON)));
    String survey = panel.survey(null);
    panel.minutes(2);
    assertThat(panel.receivers(survey, "invite"))
        .containsExactly("m0", "m1", "m2", "m3", "m4", "rested");
    assertThat(panel.invitations(survey)).hasSize(6);
  }

  @Test
  void two_surveys_at_once_ask_a_monthly_member_once() {
    for (int n = 0; n < 40; n++) {
      panel.member("m" + n, Channel.MAIL, Pace.MONTHLY, "woman", "norrby");
    }
    String one = panel.survey(null);
    String other = panel.survey(null);
    panel.minutes(3);
    var asked = new java.util.ArrayList<>(panel.receivers(one, "invite"));
    asked.addAll(panel.receivers(other, "invite"));
    assertThat(asked).hasSize(40).doesNotHaveDuplicates();
  }

  @Test
  void a_sample_is_drawn_as_anybody_can_draw_it_again() {
    for (int n = 0; n < 60; n++) {
      panel.member("m" + n, Channel.MAIL, Pace.EVERY, n % 3 == 0 ? "man" : "woman", "norrby");
    }
    String survey = panel.survey(new Survey.Sample(15, List.of("sex"), "valet-2026"));
    panel.minutes(2);
    assertThat(panel.receivers(survey, "invite"))
        .containsExactlyInAnyOrderElementsOf(
            java.util.stream.Stream.concat(drawn(true, 5), drawn(false, 10)).toList());
    assertThat(Plan.read(world.table, survey).orElseThrow().strata())
        .extracting(Plan.Stratum::members, Plan.Stratum::places)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(20L, 5),
            org.assertj.core.groups.Tuple.tuple(40L, 10));
  }

  private static java.util.stream.Stream<String> drawn(boolean men, int places) {
    return java.util.stream.IntStream.range(0, 60)
        .filter(n -> (n % 3 == 0) == men)
        .mapToObj(n -> "m" + n)
        .sorted(java.util.Comparator.comparing(m -> Selection.rank("valet-2026", m)))
        .limit(places);
  }

  @Test
  void who_joins_while_a_sample_is_sent_is_not_in_it() {
    panel.members(30);
    String survey = panel.survey(new Survey.Sample(10, List.of(), "frö"));
    world.minute();
    for (int n = 0; n < 50; n++) {
      panel.member("ny" + n, Channel.MAIL, Pace.EVERY, "woman", "norrby");
    }
    panel.minutes(2);
    assertThat(panel.receivers(survey, "invite")).hasSize(10).allMatch(m -> m.startsWith("m"));
  }

  @Test
  void five_invited_share_what_is_kept_about_each() {
    for (int n = 0; n < 23; n++) {
      panel.member("m" + n, Channel.MAIL, Pace.EVERY, n % 2 == 0 ? "man" : "woman", "d" + n % 7);
    }
    String survey = panel.survey(null);
    panel.minutes(2);
    assertThat(
            panel.invitations(survey).stream()
                .collect(Collectors.groupingBy(Invitation::cell, Collectors.counting()))
                .values())
        .allMatch(n -> n >= 5);
  }

  @Test
  void a_pause_holds_what_lies_on_the_queue_and_it_is_sent_when_resumed() {
    panel.members(50);
    String survey = panel.survey(null);
    world.minute();
    world.deliver(world.outside.takeQueued());
    var lying = world.outside.takeQueued();
    assertThat(lying).isNotEmpty();
    panel.change(survey, Survey.Open.class, Survey.Open::pause);
    world.deliver(lying);
    panel.minutes(5);
    assertThat(world.outside.mails()).isEmpty();
    panel.change(survey, Survey.Paused.class, Survey.Paused::resume);
    panel.minutes(4);
    assertThat(panel.receivers(survey, "invite")).hasSize(50).doesNotHaveDuplicates();
  }

  @Test
  void what_is_closed_while_it_lies_on_the_queue_is_not_sent() {
    panel.members(20);
    String survey = panel.survey(null);
    world.minute();
    world.deliver(world.outside.takeQueued());
    panel.change(survey, Survey.Open.class, open -> open.close(world.outside.now()));
    panel.minutes(3);
    assertThat(world.outside.mails()).isEmpty();
  }

  @Test
  void text_messages_wait_for_the_morning_and_letters_do_not() {
    panel.member("a", Channel.MAIL, Pace.EVERY, "woman", "norrby");
    for (int n = 0; n < 6; n++) {
      panel.member("s" + n, Channel.SMS, Pace.EVERY, "woman", "norrby");
    }
    String survey = panel.survey(null);
    world.outside.at(Instant.parse("2026-11-23T20:00:00Z"));
    panel.minutes(5);
    assertThat(panel.receivers(survey, "invite")).containsExactly("a");
    assertThat(world.outside.texts()).isEmpty();
    world.outside.at(Instant.parse("2026-11-24T06:58:00Z"));
    panel.minute();
    assertThat(world.outside.texts()).isEmpty();
    world.outside.at(Instant.parse("2026-11-24T07:00:00Z"));
    panel.minutes(2);
    assertThat(world.outside.texts()).hasSize(6);
    panel.minutes(5);
    assertThat(world.outside.texts()).hasSize(6);
  }

  @Test
  @Timeout(30)
  void what_a_day_without_sweeps_has_made_late_waits_for_the_next_morning() {
    for (int n = 0; n < 6; n++) {
      panel.member("s" + n, Channel.SMS, Pace.EVERY, "woman", "norrby");
    }
    panel.survey(null);
    world.outside.at(Instant.parse("2026-11-23T20:00:00Z"));
    panel.minutes(2);
    world.outside.at(Instant.parse("2026-11-24T20:00:00Z"));
    panel.minutes(2);
    assertThat(world.outside.texts()).isEmpty();
    world.outside.at(Instant.parse("2026-11-25T07:00:00Z"));
    panel.minutes(2);
    assertThat(world.outside.texts()).hasSize(6);
  }

  @Test
  void no_more_than_a_minutes_worth_is_let_onto_the_queue() {
    panel.members(2_000);
    String survey = panel.survey(null);
    world.minute();
    world.pump();
    assertThat(world.outside.mails().size()).isBetween(700, 800);
    world.outside.pass(Duration.ofMinutes(1));
    world.minute();
    world.pump();
    assertThat(world.outside.mails().size()).isBetween(1_450, 1_600);
    world.outside.pass(Duration.ofMinutes(1));
    panel.minutes(3);
    assertThat(panel.receivers(survey, "invite")).hasSize(2_000).doesNotHaveDuplicates();
  }

  @Test
  void feedback_is_told_to_the_panel_and_those_who_answered_are_thanked() {
    panel.members(6);
    String survey = panel.survey(null);
    panel.minutes(2);
    panel.answer(survey, "m1");
    world.outside.at(PanelWorld.CLOSES);
    panel.minutes(1);
    Instant publish = PanelWorld.CLOSES.plus(Duration.ofDays(3));
    panel.change(
        survey,
        Survey.Closed.class,
        closed ->
            closed
                .publish(PanelWorld.CLOSES)
                .tell(
                    new Survey.Feedback(
                        se.invanardialog.core.texts.Translated.swedish("De flesta vill bada."),
                        se.invanardialog.core.texts.Translated.swedish("Vi bygger i vår."),
                        publish,
                        "analyst")));
    world.outside.at(publish);
    panel.minutes(3);
    assertThat(panel.receivers(survey, "feedback")).hasSize(6).doesNotHaveDuplicates();
    var thanked =
        world.outside.mails().stream()
            .filter(mail -> mail.content().simple().body().text().data().contains("Tack för"))
            .map(mail -> mail.destination().toAddresses().getFirst())
            .toList();
    assertThat(thanked).containsExactly("m1@exempel.se");
  }
}
