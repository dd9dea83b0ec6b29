package se.invanardialog.signatures;

import static org.assertj.core.api.Assertions.assertThat;
import static se.invanardialog.signatures.World.signer;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import se.invanardialog.core.table.LocalDynamo;
import se.invanardialog.suggestions.Rules;

/** What carries the weight, on the store itself. */
class DynamoSigningTest {
  @Test
  void clicks_at_once_of_one_of_many_and_of_a_household_count_as_on_the_fake() throws Exception {
    try (var dynamo = new LocalDynamo()) {
      var world = new World(Rules.FIRST, Optional.of(dynamo.table("table")));
      String one = world.askForToken(signer("Ester Ek", "ek@exempel.se", "123 45"));
      String other = world.askForToken(signer("Bo Ek", "ek@exempel.se", "123 45"));
      SigningTest.atOnce(200, at -> world.confirm(at % 2 == 0 ? one : other));
      assertThat(world.counted()).isEqualTo(2);
      var tokens = IntStream.range(0, 300).mapToObj(at -> world.pending("person" + at)).toList();
      SigningTest.atOnce(300, at -> world.confirm(tokens.get(at)));
      assertThat(world.counted()).isEqualTo(302);
      var letter = world.askForLetter(signer("Ester Ek", "ek@exempel.se", "123 45"));
      String token = se.invanardialog.core.Outside.token(letter, "withdraw");
      assertThat(world.call("POST /api/withdrawals/{token}", null, token).status()).isEqualTo(200);
      assertThat(world.counted()).isEqualTo(301);
    }
  }
}
