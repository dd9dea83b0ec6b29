package se.invanardialog.panels.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.altcha.altcha.Altcha;
import se.invanardialog.core.identity.Secret;
import se.invanardialog.core.table.Item;
import se.invanardialog.core.table.Keys;
import se.invanardialog.core.table.Table;
import se.invanardialog.core.table.Write;

/**
 * Proof of work (ALTCHA): a browser's script finds a number, which costs a machine that sends
 * thousands more than it costs a reader. Each challenge is of one survey and serves once.
 */
final class Proofs {
  static final Duration VALID = Duration.ofHours(1);

  /** A second or two on an old telephone. */
  private static final long LARGEST_NUMBER = 30_000;

  private static final int KEY_BYTES = 32;
  private static final int LONGEST = 2_000;
  private static final String SURVEY = "survey";
  private static final String EXPIRES = "expires";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Secret secret;
  private final Table table;

  Proofs(Secret secret, Table table) {
    this.secret = secret;
    this.table = table;
  }

  /** A new challenge; nothing of it is kept. */
  Map<String, Object> challenge(String survey, Instant now) {
    try {
      Altcha.Challenge made =
          Altcha.createChallenge(
              new Altcha.ChallengeOptions()
                  .setAlgorithm(Altcha.Algorithm.SHA256)
                  .setMaxNumber(LARGEST_NUMBER)
                  .setHmacKey(key())
                  .setExpires(now.plus(VALID).getEpochSecond())
                  .addParam(SURVEY, survey));
      var challenge = new LinkedHashMap<String, Object>();
      challenge.put("algorithm", made.algorithm);
      challenge.put("challenge", made.challenge);
      challenge.put("maxnumber", made.maxnumber);
      challenge.put("salt", made.salt);
      challenge.put("signature", made.signature);
      return challenge;
    } catch (Exception impossible) {
      throw new IllegalStateException("No challenge", impossible);
    }
  }

  /** Whether this solves a challenge of ours, of this survey, in time and for the first time. */
  boolean accept(String survey, String proof, Instant now) {
    if (proof.isBlank() || proof.length() > LONGEST) {
      return false;
    }
    try {
      JsonNode payload = JSON.readTree(Base64.getDecoder().decode(proof));
      Map<String, String> said = parameters(payload.path("salt").asText());
      long expires = Long.parseLong(said.getOrDefault(EXPIRES, "0"));
      return said.getOrDefault(SURVEY, "").equals(survey)
          && expires > now.getEpochSecond()
          && solved(proof)
          && first(payload.path("signature").asText(), expires);
    } catch (IOException | IllegalArgumentException unreadable) {
      return false;
    }
  }

  /** What the challenge's salt carries after its question mark, which the signature covers. */
  private static Map<String, String> parameters(String salt) {
    var parameters = new LinkedHashMap<String, String>();
    for (String pair : salt.substring(salt.indexOf('?') + 1).split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return parameters;
  }

  private boolean solved(String proof) {
    try {
      return Altcha.verifySolution(proof, key(), false);
    } catch (Exception notOne) {
      return false;
    }
  }

  private boolean first(String signature, long expires) {
    return table
        .write(
            Write.insert(
                Item.at(Keys.usedProof(signature)).expiring(Instant.ofEpochSecond(expires))))
        .done();
  }

  private String key() {
    return HexFormat.of().formatHex(secret.sign("proof", "", KEY_BYTES));
  }
}
