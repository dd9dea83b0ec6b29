package se.invanardialog.local.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-decoding that takes whatever comes: a broken escape stays as it was written. */
final class Percent {
  private Percent() {}

  static String decode(String text, boolean plusIsSpace) {
    if (text.indexOf('%') < 0 && !(plusIsSpace && text.indexOf('+') >= 0)) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var decoded = new ByteArrayOutputStream(bytes.length);
    for (int at = 0; at < bytes.length; at++) {
      int high = bytes[at] == '%' && at + 2 < bytes.length ? digit(bytes[at + 1]) : -1;
      int low = high < 0 ? -1 : digit(bytes[at + 2]);
      if (low >= 0) {
        decoded.write(high * 16 + low);
        at += 2;
      } else {
        decoded.write(plusIsSpace && bytes[at] == '+' ? ' ' : bytes[at]);
      }
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }

  private static int digit(byte letter) {
    return Character.digit(letter, 16);
  }
}
