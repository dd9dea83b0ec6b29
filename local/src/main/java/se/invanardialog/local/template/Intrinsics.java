package se.invanardialog.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The short forms such as {@code !Ref} and {@code !If}, resolved to what they are here. */
final class Intrinsics {
  private static final Pattern PLACE = Pattern.compile("\\$\\{([^!}][^}]*)}");
  private static final String NO_VALUE = "AWS::NoValue";
  private static final List<String> KNOWN =
      List.of("Ref", "Sub", "GetAtt", "If", "Equals", "Not", "And", "Or", "Select", "Split");

  /** What a short-form tag was read as: its argument is a text or a list. */
  record Call(String function, Object argument) {}

  private final Function<String, Optional<String>> ref;
  private final Function<String, Optional<String>> getAtt;
  private final Predicate<String> condition;

  Intrinsics(
      Function<String, Optional<String>> ref,
      Function<String, Optional<String>> getAtt,
      Predicate<String> condition) {
    this.ref = ref;
    this.getAtt = getAtt;
    this.condition = condition;
  }

  static Map<Tag, ConstructNode> tags() {
    var tags = new LinkedHashMap<Tag, ConstructNode>();
    for (String name : KNOWN) {
      tags.put(new Tag("!" + name), Intrinsics::read);
    }
    return tags;
  }

  private static Object read(Node node) {
    Object value =
        switch (node) {
          case ScalarNode text -> text.getValue();
          case SequenceNode list -> list.getValue().stream().map(Intrinsics::read).toList();
          case MappingNode map -> {
            var fields = new LinkedHashMap<Object, Object>();
            map.getValue()
                .forEach(field -> fields.put(read(field.getKeyNode()), read(field.getValueNode())));
            yield fields;
          }
          default -> throw new UnreadableTemplate("What is this?" + line(node));
        };
    String tag = node.getTag().getValue();
    return tag.startsWith("!") && KNOWN.contains(tag.substring(1))
        ? new Call(tag.substring(1), value)
        : value;
  }

  private static String line(Node node) {
    return node.getStartMark().map(mark -> ", line " + (mark.getLine() + 1)).orElse("");
  }

  /** What it is here; {@code AWS::NoValue} is left out of maps and lists, and alone is null. */
  @Nullable Object resolve(@Nullable Object tree) {
    return switch (tree) {
      case Map<?, ?> map -> {
        var resolved = new LinkedHashMap<Object, @Nullable Object>();
        map.forEach((name, value) -> {
          @Nullable Object field = resolve(value);
          if (field != null || value == null) {
            resolved.put(name, field);
          }
        });
        yield resolved;
      }
      case List<?> list -> {
        var resolved = new ArrayList<@Nullable Object>();
        list.forEach(value -> {
          @Nullable Object element = resolve(value);
          if (element != null || value == null) {
            resolved.add(element);
          }
        });
        yield resolved;
      }
      case Call call -> call(call);
      case null, default -> tree;
    };
  }

  private @Nullable Object call(Call call) {
    return switch (call.argument()) {
      case String text ->
          switch (call.function()) {
            case "Ref" -> text.equals(NO_VALUE) ? null : found(ref.apply(text), "!Ref " + text);
            case "GetAtt" -> found(getAtt.apply(text), "!GetAtt " + text);
            case "Sub" -> substitute(text);
            default -> throw unreadable(call);
          };
      case List<?> list when call.function().equals("If") && list.size() == 3 ->
          resolve(list.get(condition.test(String.valueOf(list.getFirst())) ? 1 : 2));
      case List<?> list when call.function().equals("Select") && list.size() == 2 ->
          resolve(list.get(1)) instanceof List<?> choices
              ? choices.get(Integer.parseInt(String.valueOf(list.getFirst())))
              : List.of();
      case List<?> list when call.function().equals("Split") && list.size() == 2 ->
          List.of(
              String.valueOf(resolve(list.get(1)))
                  .split(Pattern.quote(String.valueOf(list.getFirst())), -1));
      default -> throw unreadable(call);
    };
  }

  /** What an entry of Conditions says. */
  boolean holds(@Nullable Object rule) {
    if (!(rule instanceof Call(var function, List<?> parts))) {
      throw new UnreadableTemplate("A condition is read here only in its short form: " + rule);
    }
    return switch (function) {
      case "Equals" -> java.util.Objects.equals(resolve(parts.get(0)), resolve(parts.get(1)));
      case "Not" -> !part(parts.getFirst());
      case "And" -> parts.stream().allMatch(this::part);
      case "Or" -> parts.stream().anyMatch(this::part);
      default -> throw new UnreadableTemplate("No such condition is known here: " + rule);
    };
  }

  private boolean part(@Nullable Object rule) {
    if (rule instanceof Map<?, ?> named && named.get("Condition") instanceof String name) {
      return condition.test(name);
    }
    return holds(rule);
  }

  private static UnreadableTemplate unreadable(Call call) {
    return new UnreadableTemplate("!" + call.function() + " can't be read: " + call.argument());
  }

  private String substitute(String text) {
    return PLACE
        .matcher(text)
        .replaceAll(place -> {
          String name = place.group(1);
          var value = name.contains(".") ? getAtt.apply(name) : ref.apply(name);
          return java.util.regex.Matcher.quoteReplacement(found(value, "${" + name + "}"));
        });
  }

  private static String found(Optional<String> value, String what) {
    return value.orElseThrow(
        () -> new UnreadableTemplate(what + " names nothing that is known here"));
  }
}
