// The generated headers; pkg-config says where they are.
#include <siparFFI.h>
#include <sipar_ffiFFI.h>
