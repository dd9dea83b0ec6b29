package se.invanardialog.suggestions.similar;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tartarus.snowball.SnowballStemmer;

/**
 * What a text is about: the stems of its title and of the rest, in order, without the words that
 * say nothing. Kept as bytes beside the suggestion, so that an index is filled without reading and
 * stemming every text again.
 */
public record Terms(List<String> title, List<String> text) {
  /** More words than the longest suggestion that rules can allow; what follows is not compared. */
  public static final int MOST_WORDS = 4_000;

  private static final byte FORMAT = 1;

  public Terms {
    title = List.copyOf(title);
    text = List.copyOf(text);
  }

  /**
   * The terms of what somebody wrote.
   *
   * @param language a language code such as {@code sv} or {@code en-GB}
   */
  public static Terms of(String title, String text, String language) {
    Stemming stemming = Stemming.of(language);
    return new Terms(stems(title, stemming), stems(text, stemming));
  }

  public boolean isEmpty() {
    return title.isEmpty() && text.isEmpty();
  }

  private static List<String> stems(String text, Stemming stemming) {
    Set<String> stopWords = StopWords.of(stemming);
    SnowballStemmer stemmer = stemming.stemmer();
    List<String> stems = new ArrayList<>();
    for (String word : Words.of(text, MOST_WORDS)) {
      if (!stopWords.contains(word)) {
        stems.add(Stemming.stem(stemmer, word));
      }
    }
    return stems;
  }

  /** Each different stem once, then both sequences as numbers of stems. */
  public byte[] toBytes() {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    title.forEach(stem -> numbers.putIfAbsent(stem, numbers.size()));
    text.forEach(stem -> numbers.putIfAbsent(stem, numbers.size()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(FORMAT);
    writeNumber(out, numbers.size());
    for (String stem : numbers.keySet()) {
      byte[] bytes = stem.getBytes(StandardCharsets.UTF_8);
      writeNumber(out, bytes.length);
      out.writeBytes(bytes);
    }
    for (List<String> stems : List.of(title, text)) {
      writeNumber(out, stems.size());
      stems.forEach(stem -> writeNumber(out, numbers.getOrDefault(stem, 0)));
    }
    return out.toByteArray();
  }

  /**
   * The terms that were kept.
   *
   * @throws IllegalArgumentException when the bytes are not what {@link #toBytes} made
   */
  public static Terms fromBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    require(in.hasRemaining() && in.get() == FORMAT);
    String[] stems = new String[readNumber(in, in.remaining())];
    for (int i = 0; i < stems.length; i++) {
      int length = readNumber(in, in.remaining());
      require(length <= in.remaining());
      ByteBuffer stem = in.slice(in.position(), length);
      in.position(in.position() + length);
      stems[i] = decoded(stem);
    }
    List<String> title = readStems(in, stems);
    List<String> text = readStems(in, stems);
    require(!in.hasRemaining());
    return new Terms(title, text);
  }

  private static List<String> readStems(ByteBuffer in, String[] stems) {
    int count = readNumber(in, in.remaining());
    List<String> read = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      read.add(stems[readNumber(in, stems.length - 1)]);
    }
    return read;
  }

  private static String decoded(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("Not the bytes of terms", e);
    }
  }

  private static void writeNumber(ByteArrayOutputStream out, int number) {
    int rest = number;
    while (rest >= 0x80) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  private static int readNumber(ByteBuffer in, int most) {
    long number = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      require(in.hasRemaining());
      byte part = in.get();
      number |= (long) (part & 0x7f) << shift;
      if (part >= 0) {
        require(number <= most);
        return (int) number;
      }
    }
    throw new IllegalArgumentException("Not the bytes of terms");
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException("Not the bytes of terms");
    }
  }
}
