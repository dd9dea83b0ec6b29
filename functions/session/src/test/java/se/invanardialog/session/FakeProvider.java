package se.invanardialog.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A provider that does all as it should, until a test tells it otherwise. */
final class FakeProvider implements Web {
  static final String ISSUER = "https://inloggning.havstad.example/realms/kommun";
  static final String CLIENT = "invanardialog";
  static final KeyPair RSA = pair("RSA");
  static final KeyPair EC = pair("EC");

  private static final ObjectMapper JSON = new ObjectMapper();

  final List<URI> asked = new ArrayList<>();
  final List<Map<String, String>> forms = new ArrayList<>();
  final List<Map<String, String>> headers = new ArrayList<>();
  final Map<String, Object> document = new LinkedHashMap<>();
  final Map<String, Object> claims = new HashMap<>();
  final List<Object> keys = new ArrayList<>(List.of(jwk("rsa-1"), jwk("ec-1")));
  UnaryOperator<String> changed = token -> token;
  Map<String, Object> header = Map.of("alg", "RS256", "kid", "rsa-1");
  boolean down;
  private int issued;

  private final InstantSource time;
  private final Map<String, Map<String, String>> codes = new HashMap<>();

  FakeProvider(InstantSource time) {
    this.time = time;
    document.put("issuer", ISSUER);
    document.put("authorization_endpoint", ISSUER + "/authorize");
    document.put("token_endpoint", ISSUER + "/token");
    document.put("jwks_uri", ISSUER + "/keys");
    document.put("end_session_endpoint", ISSUER + "/logout");
  }

  private static KeyPair pair(String kind) {
    try {
      var generator = KeyPairGenerator.getInstance(kind);
      if (kind.equals("EC")) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      } else {
        generator.initialize(2_048);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  static Map<String, Object> jwk(String id) {
    return switch ((id.startsWith("rsa") ? RSA : EC).getPublic()) {
      case RSAPublicKey key ->
          Map.of(
              "kty",
              "RSA",
              "kid",
              id,
              "use",
              "sig",
              "n",
              number(key.getModulus()),
              "e",
              number(key.getPublicExponent()));
      case ECPublicKey key ->
          Map.of(
              "kty",
              "EC",
              "kid",
              id,
              "crv",
              "P-256",
              "alg",
              "ES256",
              "x",
              number(key.getW().getAffineX()),
              "y",
              number(key.getW().getAffineY()));
      default -> throw new IllegalStateException(id);
    };
  }

  private static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int start = bytes[0] == 0 ? 1 : 0;
    return text(java.util.Arrays.copyOfRange(bytes, start, bytes.length));
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Somebody signs in on the page of this address; what comes back is a code. */
  String code(String address) {
    var asked = pairs(URI.create(address).getRawQuery());
    String code = "code-" + issued++;
    codes.put(code, asked);
    return code;
  }

  static Map<String, String> pairs(String query) {
    var pairs = new LinkedHashMap<String, String>();
    for (String pair : query.split("&")) {
      String[] parts = pair.split("=", 2);
      pairs.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return pairs;
  }

  @Override
  public Answer get(URI address) {
    asked.add(address);
    if (down) {
      throw new Unreachable("down");
    }
    return switch (address.toString().substring(ISSUER.length())) {
      case "/.well-known/openid-configuration" -> new Answer(200, json(document));
      case "/keys" -> new Answer(200, json(Map.of("keys", keys)));
      default -> new Answer(404, "");
    };
  }

  @Override
  public Answer post(URI address, Map<String, String> sent, Map<String, String> form) {
    asked.add(address);
    headers.add(sent);
    forms.add(form);
    if (down) {
      throw new Unreachable("down");
    }
    Map<String, String> begun = codes.remove(form.getOrDefault("code", ""));
    boolean good =
        begun != null
            && begun.get("code_challenge").equals(challenge(form.get("code_verifier")))
            && begun.get("redirect_uri").equals(form.get("redirect_uri"));
    if (!good) {
      return new Answer(400, json(Map.of("error", "invalid_grant")));
    }
    long now = time.instant().getEpochSecond();
    var said = new HashMap<String, Object>();
    said.put("iss", ISSUER);
    said.put("sub", "19121212-1212");
    said.put("aud", CLIENT);
    said.put("iat", now);
    said.put("exp", now + 300);
    said.put("nonce", begun.get("nonce"));
    said.put("name", "Mona Lind");
    said.put("groups", List.of("Dialog-moderatorer"));
    claims.forEach((name, value) -> {
      if (value.equals("")) {
        said.remove(name);
      } else {
        said.put(name, value);
      }
    });
    return new Answer(200, json(Map.of("id_token", changed.apply(token(said)))));
  }

  private static String challenge(String verifier) {
    try {
      return text(
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** Signed as the header says. */
  private String token(Map<String, Object> said) {
    String signed =
        text(json(header).getBytes(StandardCharsets.UTF_8))
            + "."
            + text(json(said).getBytes(StandardCharsets.UTF_8));
    return signed + "." + text(signature(signed.getBytes(StandardCharsets.UTF_8)));
  }

  private byte[] signature(byte[] signed) {
    try {
      switch (String.valueOf(header.get("alg"))) {
        case "none" -> {
          return new byte[0];
        }
        case "HS256" -> {
          Mac mac = Mac.getInstance("HmacSHA256");
          mac.init(new SecretKeySpec(RSA.getPublic().getEncoded(), "HmacSHA256"));
          return mac.doFinal(signed);
        }
        case "ES256" -> {
          return signed(Signature.getInstance("SHA256withECDSAinP1363Format"), EC, signed);
        }
        case "RS512" -> {
          return signed(Signature.getInstance("SHA512withRSA"), RSA, signed);
        }
        default -> {
          return signed(Signature.getInstance("SHA256withRSA"), RSA, signed);
        }
      }
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static byte[] signed(Signature signature, KeyPair pair, byte[] text)
      throws GeneralSecurityException {
    signature.initSign(pair.getPrivate());
    signature.update(text);
    return signature.sign();
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
