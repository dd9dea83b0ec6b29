@NullMarked
package se.invanardialog.local.queue;

import org.jspecify.annotations.NullMarked;
