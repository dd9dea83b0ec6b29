/** What LocalStack is given in place of what it would download. */
@NullMarked
package se.invanardialog.localstack;

import org.jspecify.annotations.NullMarked;
