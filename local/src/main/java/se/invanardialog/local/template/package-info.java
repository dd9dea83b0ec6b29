@NullMarked
package se.invanardialog.local.template;

import org.jspecify.annotations.NullMarked;
