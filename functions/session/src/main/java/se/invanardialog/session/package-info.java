@NullMarked
package se.invanardialog.session;

import org.jspecify.annotations.NullMarked;
