package se.invanardialog.panels.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static se.invanardialog.panels.answers.AnswersWorld.ID;
import static se.invanardialog.panels.answers.AnswersWorld.SALT;
import static se.invanardialog.panels.answers.AnswersWorld.question;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.identity.Role;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Write;
import se.invanardialog.panels.members.Cell;
import se.invanardialog.panels.members.Channel;
import se.invanardialog.panels.surveys.Question;
import se.invanardialog.panels.surveys.Question.Type;
import se.invanardialog.panels.surveys.Survey;

/**
 * Somebody has got a copy of the whole table, but not the key, and tries to find out what one of
 * those invited answered. Cells are shared by five or more, so the most that chance gives is one
 * right guess in five within a cell that is known, and one in sixty without it.
 */
class AnonymityTest {
  private static final int INVITED = 60;
  private static final int ON_THE_WEB = 35;
  private static final int ON_PAPER = 6;
  private static final Question[] ASKED = {
    question("q1", Type.ONE, List.of("a", "b")), question("q2", Type.TEXT, List.of())
  };

  private final AnswersWorld world = new AnswersWorld(ASKED);

  /** What is true and must not be found: the reply's id by the invitation's hash. */
  private final Map<String, String> truth = new HashMap<>();

  /** 60 invited in cells of 5 to 15; answers in another order, changes, paper, reminders. */
  @BeforeEach
  void a_survey_has_run() {
    world.survey(
        new Survey.Open(
            AnswersWorld.base(
                AnswersWorld.design(false, Map.of("sex=woman", 100, "sex=man", 100), ASKED)),
            0));
    var tokens = new ArrayList<Token>();
    for (int at = 0; at < INVITED; at++) {
      tokens.add(world.invite("member" + at, at % 9 == 0 ? Channel.PAPER : Channel.MAIL, cell(at)));
    }
    for (int turn = 0; turn < ON_THE_WEB; turn++) {
      int at = turn * 37 % INVITED;
      world.outside.pass(Duration.ofMinutes(7 + turn % 5));
      world.source = "192.0.2." + at;
      world.headers = turn % 3 == 0 ? Map.of("idempotency-key", "key" + at) : Map.of();
      if (turn % 4 == 0) {
        world.turn(tokens.get(at), "q1", "", "q1", "a");
      }
      world.put(tokens.get(at), Map.of("q1", turn % 2 == 0 ? "a" : "b", "q2", "ord ".repeat(turn)));
    }
    world.headers = Map.of();
    world.official(Role.PLANNER);
    for (int turn = ON_THE_WEB - 2; turn < ON_THE_WEB + ON_PAPER - 2; turn++) {
      Token token = tokens.get(turn * 37 % INVITED);
      world.outside.pass(Duration.ofMinutes(1));
      var body = Map.of("code", token.printed(), "answers", Map.of("q1", "b"));
      world.call("POST /api/official/surveys/{id}/paper-answers", body, ID);
    }
    for (int turn = 0; turn < 3; turn++) {
      world.call(
          "DELETE /api/invitations/{token}/answers", null, tokens.get(turn * 37 % INVITED).text());
    }
    world.turn(tokens.get(58), "q1", "", "q1", "b");
    remind(tokens);
    tokens.forEach(token -> {
      String id = world.wiring.codes.reply(ID, token.code());
      if (world.table.get(Keys.reply(ID, id)).isPresent()) {
        truth.put(world.wiring.codes.invitation(ID, token.code()), id);
      }
    });
  }

  private static Cell cell(int at) {
    return new Cell(
        Map.of("sex", at % 2 == 0 ? "woman" : "man", "ageGroup", at < 30 ? "16-29" : "30-44"));
  }

  /** Those who have not answered, as the send-out finds and records it. */
  private void remind(List<Token> tokens) {
    var answered = world.wiring.replies.answered(ID, tokens.stream().map(Token::code).toList());
    for (Token token : tokens) {
      if (!answered.contains(token.code())) {
        world.outside.pass(Duration.ofSeconds(2));
        String hash = world.wiring.codes.sending(ID, "remind1", token.code());
        world.table.write(
            Write.insert(
                Item.at(Keys.sending("S#" + ID + "#remind1#" + hash))
                    .with("state", "sent")
                    .with("at", world.outside.now())));
      }
    }
  }

  private List<Item> dump(String prefix) {
    return world.table.items().stream()
        .filter(item -> item.key().partition().startsWith(prefix))
        .toList();
  }

  @Test
  void the_run_was_real() {
    assertThat(dump(Keys.INVITATIONS)).hasSize(INVITED);
    assertThat(truth).hasSize(ON_THE_WEB + ON_PAPER - 2);
    assertThat(dump("HALF#")).isNotEmpty();
    assertThat(dump("IDEMPOTENT#")).isNotEmpty();
    assertThat(dump("AUDIT#")).isNotEmpty();
    assertThat(dump("SENDING#")).hasSize(INVITED - truth.size());
  }

  /** Items that share a value which fewer than five have are taken to belong together. */
  private static boolean joined(List<Item> items) {
    var byValue = new HashMap<String, Set<Integer>>();
    for (int at = 0; at < items.size(); at++) {
      for (String value : values(items.get(at))) {
        byValue.computeIfAbsent(value, none -> new HashSet<>()).add(at);
      }
    }
    int[] parent = IntStream.range(0, items.size()).toArray();
    byValue.values().stream()
        .filter(sharing -> sharing.size() < 5)
        .forEach(sharing -> {
          int first = sharing.iterator().next();
          sharing.forEach(one -> parent[root(parent, one)] = root(parent, first));
        });
    var withInvitation = new HashSet<Integer>();
    for (int at = 0; at < items.size(); at++) {
      if (items.get(at).key().partition().startsWith(Keys.INVITATIONS)) {
        withInvitation.add(root(parent, at));
      }
    }
    for (int at = 0; at < items.size(); at++) {
      if (items.get(at).key().partition().startsWith(Keys.ANSWERS)
          && withInvitation.contains(root(parent, at))) {
        return true;
      }
    }
    return false;
  }

  private static int root(int[] parent, int of) {
    int at = of;
    while (parent[at] != at) {
      at = parent[at];
    }
    return at;
  }

  /** Every value of an item, and the parts of its key. */
  private static Set<String> values(Item item) {
    var values = new HashSet<String>();
    item.attributes()
        .forEach((name, value) -> {
          if (!name.equals(Item.PARTITION)) {
            values.add(value.toString());
          }
        });
    values.add("sort " + item.key().sort());
    for (String part : item.key().partition().split("#")) {
      if (part.length() > 2) {
        values.add("part " + part);
      }
    }
    return values;
  }

  @Test
  void no_chain_of_shared_values_leads_from_an_invitation_to_a_reply() {
    assertThat(joined(world.table.items())).isFalse();
  }

  @Test
  void had_there_been_one_it_would_have_been_found() {
    var leaking = new ArrayList<Item>();
    for (Item item : world.table.items()) {
      boolean reply = item.key().partition().startsWith(Keys.ANSWERS);
      leaking.add(reply ? item.with("seen", "x" + item.key().sort()) : item);
    }
    var one = truth.entrySet().iterator().next();
    leaking.replaceAll(item ->
        item.key().sort().equals(one.getKey()) ? item.with("seen", "x" + one.getValue()) : item);
    assertThat(joined(leaking)).isTrue();
  }

  @Test
  void no_hash_of_what_the_table_holds_names_a_reply() throws GeneralSecurityException {
    var replies = new HashSet<>(truth.values());
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    Mac mac = Mac.getInstance("HmacSHA256");
    for (Item invitation : dump(Keys.INVITATIONS)) {
      for (String known :
          List.of(
              invitation.key().sort(),
              invitation.text("member"),
              invitation.text("member") + invitation.text("cell"),
              SALT + "|" + invitation.text("member"))) {
        for (String text : List.of(known, ID + "|" + known, "replied\0" + ID + "|" + known)) {
          byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
          mac.init(new SecretKeySpec(SALT.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
          assertThat(replies).doesNotContain(id(sha.digest(bytes)), id(mac.doFinal(bytes)));
        }
      }
    }
  }

  private static String id(byte[] hash) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(java.util.Arrays.copyOf(hash, 16));
  }

  @Test
  void the_order_of_keys_and_shards_guesses_no_better_than_chance() {
    var hashes = new ArrayList<>(new TreeSet<>(truth.keySet()));
    var ids = new ArrayList<>(new TreeSet<>(truth.values()));
    long byRank =
        IntStream.range(0, ids.size())
            .filter(at -> ids.get(at).equals(truth.get(hashes.get(at))))
            .count();
    long sameShard =
        truth.entrySet().stream()
            .filter(one -> Keys.memberShard(one.getKey()) == Keys.memberShard(one.getValue()))
            .count();
    assertThat(byRank).as("chance: 1 of %d", ids.size()).isLessThanOrEqualTo(4);
    assertThat(sameShard).as("chance: %d of 16", ids.size()).isLessThanOrEqualTo(10);
  }

  @Test
  void replies_and_halves_have_one_size_and_no_time_cell_channel_or_member() {
    for (String kind : List.of(Keys.ANSWERS, "HALF#")) {
      var items = dump(kind);
      assertThat(items.stream().map(item -> item.bytes("sealed").length).distinct()).hasSize(1);
      assertThat(items)
          .allSatisfy(item ->
              assertThat(item.attributes().keySet())
                  .isSubsetOf("pk", "sk", "state", "sealed", Item.EXPIRES));
      assertThat(items.stream().map(item -> item.number(Item.EXPIRES, 0)).distinct()).hasSize(1);
    }
    String all = dump(Keys.ANSWERS).toString();
    assertThat(all).doesNotContain("woman", "16-29", "member", "2026-", "web", "paper");
  }

  @Test
  void invitations_have_days_only_and_every_cell_five_or_more() {
    for (Item item : dump(Keys.INVITATIONS)) {
      assertThat(item.attributes())
          .containsOnlyKeys("pk", "sk", "survey", "member", "channel", "cell", "day");
      assertThat(item.text("day")).hasSize("2026-12-01".length());
    }
    var sizes = new HashMap<String, Integer>();
    dump(Keys.INVITATIONS).forEach(item -> sizes.merge(item.text("cell"), 1, Integer::sum));
    assertThat(sizes.values()).allMatch(size -> size >= 5);
  }

  @Test
  void no_item_holds_a_code_or_what_was_answered() {
    for (Item item : world.table.items()) {
      String all = item.toString();
      for (int at = 0; at < INVITED; at++) {
        assertThat(all).doesNotContain(world.token("member" + at).code());
      }
      assertThat(all).doesNotContain("ord ord");
    }
  }

  @Test
  void with_the_key_and_the_salt_all_are_found_and_without_the_salt_none() {
    var replies = dump(Keys.ANSWERS).stream().map(item -> item.key().sort()).toList();
    long found = 0;
    long later = 0;
    for (int at = 0; at < INVITED; at++) {
      var codes = world.wiring.codes;
      found += replies.contains(codes.reply(ID, codes.of(ID, SALT, "member" + at))) ? 1 : 0;
      later += replies.contains(codes.reply(ID, codes.of(ID, "", "member" + at))) ? 1 : 0;
    }
    assertThat(found).isEqualTo(truth.size());
    assertThat(later).isZero();
  }
}
