@NullMarked
package se.invanardialog.core.messages;

import org.jspecify.annotations.NullMarked;
