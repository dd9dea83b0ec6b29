package se.invanardialog.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Write;
import se.invanardialog.panels.answers.Invitation;
import se.invanardialog.panels.members.Channel;
import se.invanardialog.panels.members.Pace;
import se.invanardialog.panels.surveys.Survey;
import software.amazon.awssdk.services.sesv2.model.TooManyRequestsException;

/**
 * Two surveys at once while machines are killed, messages doubled and services ask to wait, and
 * while Lambda's time limit cuts batches off in the middle of a call, which may arrive all the
 * same.
 */
class ExactlyOnceTest {
  private static final int MOST_MINUTES = 60;

  /** A killed machine. */
  private static final class Killed extends RuntimeException {
    Killed() {
      super("killed");
    }
  }

  /** The function's time is out: nothing of the batch is answered for. */
  private static final class TimeOut extends Error {
    TimeOut() {
      super("time out");
    }
  }

  private static final class Chaos {
    final Random chance;
    final List<List<Write>> underWay = new ArrayList<>();
    final AtomicInteger killedAfterHandOver = new AtomicInteger();
    boolean on = true;

    Chaos(long seed) {
      chance = new Random(seed);
    }

    void maybe(int oneIn) {
      if (on && chance.nextInt(oneIn) == 0) {
        throw new Killed();
      }
    }

    void against(World world) {
      world.table.faults(
          new InMemoryTable.Faults() {
            @Override
            public void before(List<Write> writes) {
              if (on && chance.nextInt(30) == 0) {
                if (noted(writes)) {
                  killedAfterHandOver.incrementAndGet();
                }
                throw new Killed();
              }
              if (on && chance.nextInt(60) == 0) {
                if (noted(writes)) {
                  killedAfterHandOver.incrementAndGet();
                }
                underWay.add(writes);
                throw new TimeOut();
              }
            }

            @Override
            public void after(List<Write> writes) {
              maybe(30);
            }
          });
      world.outside.beforeQueue(_ -> maybe(60));
      world.outside.beforeMail(_ -> {
        if (on && chance.nextInt(20) == 0) {
          throw TooManyRequestsException.builder().message("slow").build();
        }
        if (on && chance.nextInt(80) == 0) {
          throw new TimeOut();
        }
      });
      world.outside.afterMail(_ -> {
        if (on && chance.nextInt(40) == 0) {
          killedAfterHandOver.incrementAndGet();
          throw new Killed();
        }
        if (on && chance.nextInt(80) == 0) {
          killedAfterHandOver.incrementAndGet();
          throw new TimeOut();
        }
      });
    }

    /** The table gets what was under way to it when a function's time was out. */
    void arrives(World world) {
      boolean was = on;
      on = false;
      underWay.forEach(world.table::write);
      underWay.clear();
      on = was;
    }

    /** Whether it would have been written that a letter was handed over. */
    private static boolean noted(List<Write> writes) {
      return writes.getFirst() instanceof Write.Update update
          && update.key().partition().startsWith(Keys.SURVEY_SENDINGS)
          && "sent".equals(update.set().get("state"));
    }

    /** Some messages come twice, and in another order. */
    List<String> shaken(List<String> bodies) {
      var all = new ArrayList<>(bodies);
      bodies.stream().filter(_ -> on && chance.nextInt(10) == 0).forEach(all::add);
      java.util.Collections.shuffle(all, chance);
      return all;
    }
  }

  @Property(tries = 40)
  void each_chosen_member_is_invited_once_and_handed_one_letter(
      @ForAll @IntRange(max = 150) int members, @ForAll long seed) {
    var panel = new PanelWorld();
    var chaos = new Chaos(seed);
    var monthly = new HashSet<String>();
    for (int n = 0; n < members; n++) {
      boolean resting = chaos.chance.nextInt(3) == 0;
      panel.member(
          "m" + n,
          Channel.MAIL,
          resting ? Pace.MONTHLY : Pace.EVERY,
          chaos.chance.nextBoolean() ? "woman" : "man",
          "d" + chaos.chance.nextInt(4));
      if (resting) {
        monthly.add("m" + n);
      }
    }
    int size = 1 + chaos.chance.nextInt(60);
    String whole = panel.survey(null, 2);
    String sample = panel.survey(new Survey.Sample(size, List.of("sex"), "frö"), 2);
    chaos.against(panel.world);
    run(panel, chaos, 12);
    var answered = new HashSet<String>();
    for (Invitation one : panel.invitations(whole)) {
      if (chaos.chance.nextInt(3) == 0) {
        chaos.on = false;
        panel.answer(whole, one.member());
        chaos.on = true;
        answered.add(one.member());
      }
    }
    calm(panel, chaos);
    panel.world.outside.at(PanelWorld.NOON.plus(Duration.ofDays(2)));
    chaos.on = true;
    run(panel, chaos, 12);
    calm(panel, chaos);

    var asked = new HashMap<String, List<String>>();
    for (String survey : List.of(whole, sample)) {
      for (Invitation one : panel.invitations(survey)) {
        asked.computeIfAbsent(one.member(), _ -> new ArrayList<>()).add(survey);
      }
      assertThat(panel.invitations(survey).stream().map(Invitation::member))
          .doesNotHaveDuplicates();
      handedOverOnce(panel, survey, "invite", panel.invitations(survey).size());
    }
    assertThat(panel.invitations(sample).size()).isLessThanOrEqualTo(size);
    for (int n = 0; n < members; n++) {
      String member = "m" + n;
      if (monthly.contains(member)) {
        assertThat(asked.get(member)).as("asked once a month").hasSize(1);
      } else {
        assertThat(asked.get(member)).contains(whole);
      }
    }
    var reminded = new HashSet<>(panel.receivers(whole, "remind1"));
    assertThat(reminded).noneMatch(answered::contains);
    assertThat(reminded.size() + answered.size()).isEqualTo(panel.invitations(whole).size());
    long invitations = panel.invitations(whole).size();
    assertThat(panel.progress(whole))
        .isEqualTo(
            nonZero(
                Map.of(
                    "planned", invitations,
                    "sent", invitations,
                    "reminded", (long) reminded.size())));
    long doubled =
        panel.letters(key -> key.startsWith("S#")).values().stream().mapToLong(n -> n - 1L).sum();
    assertThat(doubled).isLessThanOrEqualTo(chaos.killedAfterHandOver.get());
  }

  private static Map<String, Long> nonZero(Map<String, Long> counts) {
    var left = new HashMap<>(counts);
    left.values().removeIf(n -> n == 0);
    return left;
  }

  private static void handedOverOnce(PanelWorld panel, String survey, String purpose, int many) {
    assertThat(panel.letters(key -> key.startsWith("S#" + survey + "#" + purpose + "#")))
        .hasSize(many);
    assertThat(new HashSet<>(panel.receivers(survey, purpose))).hasSize(many);
  }

  private static void run(PanelWorld panel, Chaos chaos, int minutes) {
    for (int minute = 0; minute < minutes; minute++) {
      sweep(panel, chaos);
      if (chaos.chance.nextInt(4) == 0) {
        sweep(panel, chaos);
      }
      deliver(panel, chaos);
      panel.world.outside.pass(Duration.ofMinutes(1));
    }
  }

  private static void sweep(PanelWorld panel, Chaos chaos) {
    try {
      panel.world.minute();
    } catch (IllegalStateException | Killed | TimeOut cut) {
      assertThat(chaos.on).isTrue();
    }
  }

  private static void deliver(PanelWorld panel, Chaos chaos) {
    World world = panel.world;
    var again = new ArrayList<>(world.hidden);
    world.hidden.clear();
    for (int turn = 0; turn < 200; turn++) {
      var bodies = new ArrayList<>(world.outside.takeQueued());
      bodies.addAll(again);
      again.clear();
      if (bodies.isEmpty()) {
        return;
      }
      var shaken = chaos.shaken(bodies);
      for (int from = 0; from < shaken.size(); from += 10) {
        var batch = shaken.subList(from, Math.min(from + 10, shaken.size()));
        try {
          world.deliver(batch);
        } catch (TimeOut cut) {
          world.hidden.addAll(batch);
        }
        if (chaos.chance.nextInt(3) == 0) {
          chaos.arrives(world);
        }
      }
    }
  }

  /** Nothing is killed any more; leases run out and what is left is done. */
  private static void calm(PanelWorld panel, Chaos chaos) {
    chaos.on = false;
    chaos.arrives(panel.world);
    run(panel, chaos, 15);
    for (int minute = 0; minute < MOST_MINUTES && !panel.world.hidden.isEmpty(); minute++) {
      run(panel, chaos, 1);
    }
    assertThat(panel.world.hidden).isEmpty();
  }
}
