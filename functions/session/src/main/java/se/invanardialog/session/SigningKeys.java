package se.invanardialog.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The provider's public keys, a JSON Web Key Set (RFC 7517), by their ids. */
record SigningKeys(Map<String, SigningKey> byId) {
  private static final int SHORTEST_RSA_BITS = 2_048;

  SigningKeys {
    byId = Map.copyOf(byId);
  }

  /** The algorithms of RFC 7518 that are taken; whatever else is named is refused. */
  enum Algorithm {
    RS256("RSA", "SHA256withRSA"),
    ES256("EC", "SHA256withECDSAinP1363Format");

    private final String kind;
    private final String signature;

    Algorithm(String kind, String signature) {
      this.kind = kind;
      this.signature = signature;
    }

    static Optional<Algorithm> of(String name) {
      return java.util.Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
    }
  }

  /** A key, which is good for one algorithm only. */
  record SigningKey(Algorithm algorithm, PublicKey key) {
    boolean signed(byte[] text, byte[] signature) {
      try {
        Signature verifier = Signature.getInstance(algorithm.signature);
        verifier.initVerify(key);
        verifier.update(text);
        return verifier.verify(signature);
      } catch (GeneralSecurityException malformed) {
        return false;
      }
    }
  }

  Optional<SigningKey> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Keys that are for something else, too weak or not understood are passed over. */
  static SigningKeys read(JsonNode set) {
    var keys = new HashMap<String, SigningKey>();
    for (JsonNode key : set.path("keys")) {
      String id = key.path("kid").asText("");
      if (!id.isEmpty() && key.path("use").asText("sig").equals("sig")) {
        key(key).ifPresent(read -> keys.put(id, read));
      }
    }
    return new SigningKeys(keys);
  }

  private static Optional<SigningKey> key(JsonNode key) {
    for (Algorithm algorithm : Algorithm.values()) {
      boolean fits =
          key.path("kty").asText("").equals(algorithm.kind)
              && key.path("alg").asText(algorithm.name()).equals(algorithm.name());
      if (fits) {
        try {
          return (switch (algorithm) {
                case RS256 -> rsa(key);
                case ES256 -> p256(key);
              })
              .map(read -> new SigningKey(algorithm, read));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<PublicKey> rsa(JsonNode key) throws GeneralSecurityException {
    BigInteger modulus = number(key, "n");
    if (modulus.bitLength() < SHORTEST_RSA_BITS) {
      return Optional.empty();
    }
    return Optional.of(
        KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(modulus, number(key, "e"))));
  }

  private static Optional<PublicKey> p256(JsonNode key) throws GeneralSecurityException {
    if (!key.path("crv").asText("").equals("P-256")) {
      return Optional.empty();
    }
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    var point = new ECPoint(number(key, "x"), number(key, "y"));
    return Optional.of(
        KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class))));
  }

  private static BigInteger number(JsonNode key, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(key.path(name).asText("")));
  }
}
