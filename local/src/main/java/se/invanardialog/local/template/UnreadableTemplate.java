package se.invanardialog.local.template;

/** The template is not there, is not YAML, or says something that can't be run here. */
public final class UnreadableTemplate extends RuntimeException {
  UnreadableTemplate(String message) {
    super(message);
  }

  UnreadableTemplate(String message, Throwable cause) {
    super(message, cause);
  }
}
