package se.invanardialog.local.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Every mail and text message the service sent, kept with the data. Only where each lies in the
 * file is held in memory, so that a hundred thousand can be sent.
 */
public final class Outbox implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MAIL = "mail";
  private static final String SMS = "sms";
  private static final Pattern LINK = Pattern.compile("https?://[^\\s\"'<>]+[^\\s\"'<>.,;:!?)]");

  private record Place(long at, int bytes) {}

  private final InstantSource time;
  private final RandomAccessFile file;
  private final List<Place> places = new ArrayList<>();
  private final Map<String, List<Integer>> byReceiver = new HashMap<>();
  private final Set<String> keys = new HashSet<>();
  private final Set<String> telephones = new LinkedHashSet<>();
  private long end;

  /** A message: {@code number, channel, to, subject, text, html, links, sentAt}. */
  public Outbox(Path path, InstantSource time) {
    this.time = time;
    try {
      file = new RandomAccessFile(path.toFile(), "rw");
      byte[] all = new byte[Math.toIntExact(file.length())];
      file.readFully(all);
      int start = 0;
      for (int at = 0; at < all.length; at++) {
        if (all[at] == '\n') {
          remember(new String(all, start, at - start, StandardCharsets.UTF_8), at - start);
          start = at + 1;
        }
      }
      // What a kill cut off is not a mail.
      file.setLength(end);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void remember(String line, int bytes) {
    ObjectNode mail = parse(line);
    places.add(new Place(end, bytes));
    end += bytes + 1;
    byReceiver
        .computeIfAbsent(address(mail.path("to").asText()), to -> new ArrayList<>())
        .add(places.size() - 1);
    if (mail.path("channel").asText().equals(SMS)) {
      telephones.add(mail.path("to").asText());
    }
    String key = mail.path("key").asText();
    if (!key.isEmpty()) {
      keys.add(key);
    }
  }

  private static String address(String to) {
    return to.strip().toLowerCase(Locale.ROOT);
  }

  /**
   * Takes a mail in.
   *
   * @param key the mail's own; one with a key that came before is not kept again; may be empty
   */
  public synchronized void add(String to, String subject, String text, String html, String key) {
    if (key.isEmpty() || !keys.contains(key)) {
      add(MAIL, to, subject, text, html, key);
    }
  }

  /** Takes a text message in. */
  public synchronized void addSms(String to, String text) {
    add(SMS, to, "", text, "", "");
  }

  private void add(
      String channel, String to, String subject, String text, String html, String key) {
    ObjectNode mail =
        JSON.createObjectNode()
            .put("number", places.size() + 1)
            .put("channel", channel)
            .put("to", to)
            .put("subject", subject)
            .put("text", text)
            .put("html", html)
            .put("sentAt", time.instant().toString())
            .put("key", key);
    links(text, html).forEach(mail.withArray("links")::add);
    try {
      byte[] line = JSON.writeValueAsBytes(mail);
      byte[] ended = java.util.Arrays.copyOf(line, line.length + 1);
      ended[line.length] = '\n';
      file.seek(end);
      file.write(ended);
      remember(new String(line, StandardCharsets.UTF_8), line.length);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  /** Each address once, in the order they stand. */
  private static Set<String> links(String text, String html) {
    var links = new LinkedHashSet<String>();
    for (String body : List.of(text, html.replace("&amp;", "&"))) {
      var found = LINK.matcher(body);
      while (found.find()) {
        links.add(found.group());
      }
    }
    return links;
  }

  /** Newest first. */
  public synchronized List<ObjectNode> newest(int most) {
    var mails = new ArrayList<ObjectNode>();
    for (int each = places.size() - 1; each >= 0 && mails.size() < most; each--) {
      mails.add(read(each));
    }
    return mails;
  }

  /** Newest first, to one address. */
  public synchronized List<ObjectNode> to(String receiver, int most) {
    var numbers = byReceiver.getOrDefault(address(receiver), List.of());
    return numbers.reversed().stream().limit(most).map(this::read).toList();
  }

  /** The numbers that text messages were sent to, first come first. */
  public synchronized List<String> telephones() {
    return List.copyOf(telephones);
  }

  public synchronized Optional<ObjectNode> numbered(int number) {
    return number < 1 || number > places.size() ? Optional.empty() : Optional.of(read(number - 1));
  }

  public synchronized int size() {
    return places.size();
  }

  private ObjectNode read(int index) {
    Place place = places.get(index);
    byte[] line = new byte[place.bytes()];
    try {
      file.seek(place.at());
      file.readFully(line);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    ObjectNode mail = parse(new String(line, StandardCharsets.UTF_8));
    mail.remove("key");
    return mail;
  }

  private static ObjectNode parse(String line) {
    try {
      return (ObjectNode) JSON.readTree(line);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("The outbox is damaged", broken);
    }
  }

  @Override
  public synchronized void close() {
    try {
      file.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
