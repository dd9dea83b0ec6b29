@NullMarked
package se.invanardialog.local.store;

import org.jspecify.annotations.NullMarked;
