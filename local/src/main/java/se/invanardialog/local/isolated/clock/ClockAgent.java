package se.invanardialog.local.isolated.clock;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Gives a function in its own process the service's movable time: the one place that asks for the
 * machine's clock is made to ask {@link MovedClock}, so that the function's code knows nothing of
 * it.
 */
public final class ClockAgent {
  private static final String ASKS_FOR_THE_TIME = "se/invanardialog/core/Platform";
  private static final ClassDesc MOVED = ClassDesc.of(MovedClock.class.getName());

  private ClockAgent() {}

  /**
   * Called by the JVM.
   *
   * @param file that says how far ahead the time is
   */
  public static void premain(String file, Instrumentation instrumentation) {
    System.setProperty(MovedClock.FILE, file);
    instrumentation.addTransformer(
        new ClassFileTransformer() {
          @Override
          public byte @Nullable [] transform(
              @Nullable ClassLoader loader,
              String name,
              @Nullable Class<?> redefined,
              @Nullable ProtectionDomain domain,
              byte[] bytes) {
            return ASKS_FOR_THE_TIME.equals(name) ? moved(bytes) : null;
          }
        });
  }

  static byte[] moved(byte[] bytes) {
    ClassFile files = ClassFile.of();
    return files.transformClass(
        files.parse(bytes),
        ClassTransform.transformingMethodBodies(
            ClockAgent::asks,
            (code, element) -> {
              if (isSystemClock(element) && element instanceof InvokeInstruction call) {
                code.invokestatic(MOVED, call.name().stringValue(), call.typeSymbol());
              } else {
                code.with(element);
              }
            }));
  }

  private static boolean asks(MethodModel method) {
    return method.code().stream()
        .flatMap(code -> code.elementStream())
        .anyMatch(ClockAgent::isSystemClock);
  }

  private static boolean isSystemClock(CodeElement element) {
    return element instanceof InvokeInstruction call
        && call.owner().asInternalName().equals("java/time/Clock")
        && call.name().equalsString("systemUTC");
  }
}
