@NullMarked
package se.invanardialog.core.settings;

import org.jspecify.annotations.NullMarked;
