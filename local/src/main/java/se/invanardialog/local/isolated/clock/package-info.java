/** Runs inside a function's process and stands on nothing but the JDK. */
@org.jspecify.annotations.NullMarked
package se.invanardialog.local.isolated.clock;
