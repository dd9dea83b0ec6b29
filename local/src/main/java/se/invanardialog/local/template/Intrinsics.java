package se.invanardialog.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** {@code !Ref}, {@code !Sub} and {@code !GetAtt}, resolved to what they are on this machine. */
final class Intrinsics {
  private static final Pattern PLACE = Pattern.compile("\\$\\{([^!}][^}]*)}");

  /** What a short-form tag was read as. */
  record Call(String function, String argument) {}

  private final Function<String, Optional<String>> ref;
  private final Function<String, Optional<String>> getAtt;

  Intrinsics(Function<String, Optional<String>> ref, Function<String, Optional<String>> getAtt) {
    this.ref = ref;
    this.getAtt = getAtt;
  }

  static Map<Tag, ConstructNode> tags() {
    var tags = new LinkedHashMap<Tag, ConstructNode>();
    for (String name : List.of("Ref", "Sub", "GetAtt")) {
      tags.put(new Tag("!" + name), node -> new Call(name, scalar(name, node)));
    }
    return tags;
  }

  private static String scalar(String name, Node node) {
    if (node instanceof ScalarNode text) {
      return text.getValue();
    }
    throw new UnreadableTemplate("!" + name + " is read here only with a single text" + line(node));
  }

  private static String line(Node node) {
    return node.getStartMark().map(mark -> ", line " + (mark.getLine() + 1)).orElse("");
  }

  @Nullable Object resolve(@Nullable Object tree) {
    return switch (tree) {
      case Map<?, ?> map -> {
        var resolved = new LinkedHashMap<Object, @Nullable Object>();
        map.forEach((name, value) -> resolved.put(name, resolve(value)));
        yield resolved;
      }
      case List<?> list -> {
        var resolved = new ArrayList<@Nullable Object>();
        list.forEach(value -> resolved.add(resolve(value)));
        yield resolved;
      }
      case Call(var function, var argument) ->
          switch (function) {
            case "Ref" -> found(ref.apply(argument), "!Ref " + argument);
            case "GetAtt" -> found(getAtt.apply(argument), "!GetAtt " + argument);
            default -> substitute(argument);
          };
      case null, default -> tree;
    };
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
