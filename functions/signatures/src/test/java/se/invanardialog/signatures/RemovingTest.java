package se.invanardialog.signatures;

import static org.assertj.core.api.Assertions.assertThat;
import static se.invanardialog.signatures.World.signer;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.http.Response;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.table.InMemoryTable;
import se.invanardialog.core.table.Query;
import se.invanardialog.core.table.Write;
import se.invanardialog.suggestions.Suggestions;

class RemovingTest {
  private static final String ROUTE = "POST /api/official/suggestions/{id}/removals";
  private final World world = new World();

  @BeforeEach
  void at_the_desk() {
    world.official(Role.MODERATOR);
  }

  private Response remove(boolean preview, Map<String, String> where) {
    return world.call(
        ROUTE, Map.of("where", where, "reason", "Robotar", "preview", preview), World.ID);
  }

  private String begin(Map<String, String> where) {
    Response response = remove(false, where);
    assertThat(response.status()).isEqualTo(202);
    return World.json(response).path("id").asText();
  }

  private void work(String id) {
    while (world.wiring.removing.step(id, world.outside.now())) {}
  }

  private void people(int many, String domain) {
    for (int at = 0; at < many; at++) {
      var signer =
          new Signature.Signer(
              "Namn " + at, false, "n" + at + "@" + domain, "", Signature.FOR, false, "sv");
      var pending =
          new Pending(
              "id" + at, World.ID, domain + at, signer, "192.0.2.0/24", world.outside.now());
      world.confirm(world.wiring.links.confirm(pending));
    }
  }

  private List<Suggestions.Event> events() {
    return world.below.suggestions.whole(World.ID).orElseThrow().events();
  }

  @Test
  void a_preview_counts_and_changes_nothing() {
    people(30, "robot.example");
    people(5, "exempel.se");
    world.memory.takeChanges();
    Response response = remove(true, Map.of("mailDomain", "robot.example"));
    assertThat(response.status()).isEqualTo(200);
    assertThat(World.json(response).path("matching").asInt()).isEqualTo(30);
    assertThat(World.json(response).has("id")).isFalse();
    assertThat(world.memory.changes()).isEmpty();
  }

  @Test
  void removed_ones_do_not_count_and_the_timeline_says_how_many() {
    people(250, "robot.example");
    people(5, "exempel.se");
    work(begin(Map.of("mailDomain", "@robot.example")));
    assertThat(world.counted()).isEqualTo(5);
    assertThat(events())
        .last()
        .satisfies(event -> {
          assertThat(event.event()).isEqualTo("signatures-removed");
          assertThat(event.values()).containsExactly("250");
        });
  }

  @Test
  void each_criterion_narrows_and_all_must_hold() {
    world.source = "198.51.100.9";
    world.sign(signer("Ester Ek", "ester@exempel.se"));
    world.outside.pass(Duration.ofHours(2));
    world.source = "192.0.2.9";
    world.sign(signer("Bo Ek", "bo@exempel.se"));
    assertThat(matching(Map.of("name", "ek"))).isEqualTo(2);
    assertThat(matching(Map.of("name", "ester"))).isOne();
    assertThat(matching(Map.of("network", "198.51.100.0/24"))).isOne();
    assertThat(matching(Map.of("network", "198.51.100.0/24", "name", "bo"))).isZero();
    assertThat(matching(Map.of("to", "2026-11-23T12:30"))).isOne();
    assertThat(matching(Map.of("from", "2026-11-23T11:30:00Z"))).isOne();
    assertThat(matching(Map.of("from", "2026-11-23", "to", "2026-11-23"))).isEqualTo(2);
    assertThat(matching(Map.of("from", "2026-11-24"))).isZero();
  }

  private int matching(Map<String, String> where) {
    return World.json(remove(true, where)).path("matching").asInt();
  }

  @Test
  void a_pattern_without_any_criterion_or_that_cannot_be_read_is_refused() {
    assertThat(codes(Map.of())).containsExactly("criterion");
    assertThat(codes(Map.of("from", "i går"))).containsExactly("time");
    assertThat(codes(Map.of("network", "kommunen"))).containsExactly("network");
  }

  private List<String> codes(Map<String, String> where) {
    Response response = remove(false, where);
    assertThat(response.status()).isEqualTo(422);
    return World.json(response).path("errors").findValuesAsText("code");
  }

  @Test
  void undoing_puts_back_those_of_that_removal_and_no_others() {
    people(120, "robot.example");
    people(10, "exempel.se");
    String first = begin(Map.of("mailDomain", "robot.example"));
    work(first);
    String second = begin(Map.of("mailDomain", "exempel.se"));
    work(second);
    assertThat(world.counted()).isZero();
    assertThat(undo(first).status()).isEqualTo(202);
    work(first);
    assertThat(world.counted()).isEqualTo(120);
    assertThat(events().getLast().event()).isEqualTo("signatures-restored");
    assertThat(events().getLast().values()).containsExactly("120");
    undo(first);
    work(first);
    assertThat(world.counted()).isEqualTo(120);
  }

  private Response undo(String id) {
    return world.call("DELETE /api/official/removals/{id}", null, id);
  }

  @Test
  void a_removal_must_be_done_before_it_can_be_undone() {
    people(3, "robot.example");
    String id = begin(Map.of("mailDomain", "robot.example"));
    assertThat(undo(id).status()).isEqualTo(409);
    work(id);
    assertThat(undo(id).status()).isEqualTo(202);
    assertThat(undo("nej").status()).isEqualTo(404);
  }

  @Test
  void the_signer_of_a_removed_one_is_told_nothing() {
    String token = world.askForToken(signer("Robot", "r@robot.example"));
    world.confirm(token);
    work(begin(Map.of("mailDomain", "robot.example")));
    assertThat(world.confirm(token)).isEqualTo("confirmed");
    assertThat(world.look(token)).isEqualTo("confirmed");
    var again = world.askForLetter(signer("Robot", "r@robot.example"));
    assertThat(again.subject()).isEqualTo("Bekräfta din underskrift");
    assertThat(world.confirm(se.invanardialog.core.Outside.token(again, "confirm")))
        .isEqualTo("confirmed");
    assertThat(world.counted()).isZero();
  }

  @Test
  void one_who_withdrew_a_removed_signature_is_not_brought_back_by_an_undo() {
    world.sign(signer("Ester Ek", "ester@exempel.se"));
    var letter = world.askForLetter(signer("Ester Ek", "ester@exempel.se"));
    String id = begin(Map.of("mailDomain", "exempel.se"));
    work(id);
    String token = se.invanardialog.core.Outside.token(letter, "withdraw");
    world.call("POST /api/withdrawals/{token}", null, token);
    undo(id);
    work(id);
    assertThat(world.counted()).isZero();
  }

  @Test
  void a_crash_at_any_write_loses_and_repeats_nothing() {
    people(130, "robot.example");
    people(7, "exempel.se");
    for (int crashAt = 0; crashAt < 40; crashAt++) {
      for (boolean written : new boolean[] {false, true}) {
        String id = begin(Map.of("mailDomain", "robot.example"));
        crashing(id, crashAt, written);
        assertThat(world.counted()).isEqualTo(7);
        assertThat(events().getLast().values()).containsExactly("130");
        undo(id);
        crashing(id, crashAt, written);
        assertThat(world.counted()).isEqualTo(137);
        assertThat(events().getLast().values()).containsExactly("130");
        world.outside.pass(Duration.ofSeconds(1));
      }
    }
  }

  private void crashing(String id, int crashAt, boolean written) {
    var crash = new Crash(crashAt, written);
    world.memory.faults(crash);
    try {
      work(id);
    } catch (Crash.Crashed crashed) {
      boolean unfinished = world.wiring.removing.find(id).orElseThrow().state().active();
      assertThat(due().contains(id)).isEqualTo(unfinished);
    }
    world.memory.faults(new InMemoryTable.Faults() {});
    work(id);
    work(id);
    assertThat(due()).isEmpty();
  }

  /** What the minute's sweep would find. */
  private List<String> due() {
    return world.memory.query(Query.index(Query.Index.BY_DUE, "work")).items().stream()
        .map(item -> item.text("id"))
        .toList();
  }

  /** Ends the work at one of its writes, before or after it happened. */
  private static final class Crash implements InMemoryTable.Faults {
    private final int at;
    private final boolean written;
    private int writes;

    Crash(int at, boolean written) {
      this.at = at;
      this.written = written;
    }

    static final class Crashed extends RuntimeException {
      private static final long serialVersionUID = 1;
    }

    @Override
    public void before(List<Write> all) {
      if (writes++ == at && !written) {
        throw new Crashed();
      }
    }

    @Override
    public void after(List<Write> all) {
      if (writes == at + 1 && written) {
        throw new Crashed();
      }
    }
  }

  @Test
  void two_who_work_at_once_count_each_signature_once() throws Exception {
    people(300, "robot.example");
    String id = begin(Map.of("mailDomain", "robot.example"));
    var threads = List.of(new Thread(() -> work(id)), new Thread(() -> work(id)));
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(world.counted()).isZero();
    assertThat(events()).filteredOn(e -> e.event().equals("signatures-removed")).hasSize(1);
    assertThat(events().getLast().values()).containsExactly("300");
  }

  @Test
  void a_removal_leaves_in_the_log_who_did_it() {
    var wish = new LinkedHashMap<String, String>();
    wish.put("name", "robot");
    begin(wish);
    assertThat(world.memory.items())
        .anyMatch(item ->
            item.key().partition().equals("AUDIT#" + World.ID) && item.text("by").equals("ada"));
  }
}
