/** Face models of other runtimes as ONNX files, written without any framework. */
@NullMarked
package org.guise.audit.recognise.convert;

import org.jspecify.annotations.NullMarked;
