package se.invanardialog.local.template;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a role may do: an IAM statement that allows.
 *
 * @param except when there are no resources: all but these (IAM's {@code NotResource})
 */
public record Statement(List<String> actions, List<String> resources, List<String> except) {
  public boolean allows(String action, String resource) {
    return actions.stream()
            .anyMatch(
                each -> matches(each.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT)))
        && (resources.isEmpty()
            ? except.stream().noneMatch(each -> matches(each, resource))
            : resources.stream().anyMatch(each -> matches(each, resource)));
  }

  private static boolean matches(String pattern, String text) {
    if (pattern.indexOf('*') < 0) {
      return pattern.equals(text);
    }
    return Pattern.matches("\\Q" + pattern.replace("*", "\\E.*\\Q") + "\\E", text);
  }
}
