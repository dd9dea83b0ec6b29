@NullMarked
package se.invanardialog.core.table;

import org.jspecify.annotations.NullMarked;
