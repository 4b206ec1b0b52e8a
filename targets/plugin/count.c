/* Counts the instructions of each inference, in total and per node, from outside the emulated board.
 *
 *   qemu-system-… -plugin count.so,symbols=FILE,out=FILE
 *
 * `symbols` has one line per function that matters: `<hex address> <hex size> <index>`. Index -1 is the function that starts
 * inferences, -2 a model's `infer`, 0 and up its nodes. A count begins at the entry of an `infer` and ends when execution
 * comes back to the function that started it. In between, each translated block is counted for the function that it lies
 * in; one that lies in none (a kernel, memcpy) for the last that one lay in. `out` gets one line per inference:
 * `<total> <overhead> <node 0> <node 1> …`, where overhead is what `infer` itself takes.
 *
 * Blocks end where control flow may divide, and no interrupt handler runs on our boards, so the figures are exact and the
 * same on every run. Only the first core is counted. It declares QEMU's plugin interface itself, since QEMU 7.2 installs no
 * header for it. */

#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- QEMU's plugin interface, as far as used ---- */

typedef uint64_t qemu_plugin_id_t;
struct qemu_plugin_tb;

typedef struct {
  const char *target_name;
  struct {
    int min;
    int cur;
  } version;
  bool system_emulation;
  struct {
    int smp_vcpus;
    int max_vcpus;
  } system;
} qemu_info_t;

enum qemu_plugin_cb_flags { QEMU_PLUGIN_CB_NO_REGS };

typedef void (*translated_cb)(qemu_plugin_id_t id, struct qemu_plugin_tb *block);
typedef void (*executed_cb)(unsigned int cpu, void *data);

void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t id, translated_cb cb);
void qemu_plugin_register_vcpu_tb_exec_cb(struct qemu_plugin_tb *tb, executed_cb cb,
                                          enum qemu_plugin_cb_flags flags, void *data);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *tb);
uint64_t qemu_plugin_tb_vaddr(const struct qemu_plugin_tb *tb);

#ifndef PLUGIN_VERSION
#define PLUGIN_VERSION 1 /* up to QEMU 8; later ones want 2 */
#endif

__attribute__((visibility("default"))) int qemu_plugin_version = PLUGIN_VERSION;

/* ---- Symbols ---- */

enum { CALLER = -1, INFER = -2, NOTHING = -3, LARGEST_INDEX = 65535 };

typedef struct {
  uint64_t address;
  uint64_t size;
  int index;
} Symbol;

static Symbol *symbols;
static size_t symbol_count;
static size_t node_count;

static bool fail(const char *what, const char *name, const char *why) {
  fprintf(stderr, "count.so: %s '%s': %s\n", what, name, why);
  return false;
}

static bool fail_at(const char *name, size_t line, const char *why) {
  fprintf(stderr, "count.so: symbols '%s', line %zu: %s\n", name, line, why);
  return false;
}

static bool parse_hex(char **text, uint64_t *value) {
  char *end;
  if (!strchr("0123456789abcdefABCDEF", **text) || **text == '\0') {
    return false;
  }
  errno = 0;
  *value = strtoull(*text, &end, 16);
  bool parsed = end != *text && *end == ' ' && errno == 0;
  *text = end + 1;
  return parsed;
}

static bool parse_symbol(char *line, Symbol *symbol) {
  char *end;
  if (!parse_hex(&line, &symbol->address) || !parse_hex(&line, &symbol->size)) {
    return false;
  }
  errno = 0;
  long index = strtol(line, &end, 10);
  bool parsed = end != line && errno == 0 && index >= INFER && index <= LARGEST_INDEX;
  symbol->index = (int)index;
  end += strspn(end, " \r\n");
  return parsed && *end == '\0' && symbol->size > 0 &&
         symbol->address <= UINT64_MAX - symbol->size;
}

static bool add_symbol(Symbol symbol) {
  if ((symbol_count & (symbol_count - 1)) == 0) {
    size_t capacity = symbol_count == 0 ? 1 : 2 * symbol_count;
    Symbol *larger = realloc(symbols, capacity * sizeof *symbols);
    if (larger == NULL) {
      return false;
    }
    symbols = larger;
  }
  symbols[symbol_count++] = symbol;
  if (symbol.index >= 0 && (size_t)symbol.index >= node_count) {
    node_count = (size_t)symbol.index + 1;
  }
  return true;
}

static int by_address(const void *left, const void *right) {
  const Symbol *a = left, *b = right;
  if (a->address != b->address) {
    return a->address < b->address ? -1 : 1;
  }
  return (a->index > b->index) - (a->index < b->index);
}

/* Functions with equal code may be one: its blocks count for the node with the lowest index. */
static bool check_symbols(const char *name) {
  bool caller = false, infer = false;
  qsort(symbols, symbol_count, sizeof *symbols, by_address);
  size_t kept = 0;
  for (size_t i = 0; i < symbol_count; i++) {
    caller |= symbols[i].index == CALLER;
    infer |= symbols[i].index == INFER;
    const Symbol *last = kept > 0 ? &symbols[kept - 1] : NULL;
    if (last != NULL && symbols[i].address - last->address < last->size) {
      if (symbols[i].address != last->address || symbols[i].size != last->size) {
        return fail("symbols", name, "functions overlap");
      }
      continue;
    }
    symbols[kept++] = symbols[i];
  }
  symbol_count = kept;
  if (!caller || !infer) {
    return fail("symbols", name, "needs a function of index -1 and one of index -2");
  }
  return true;
}

static bool read_lines(FILE *file, const char *name, uint64_t mask) {
  char line[128];
  for (size_t number = 1; fgets(line, sizeof line, file) != NULL; number++) {
    Symbol symbol;
    if (strchr(line, '\n') == NULL && !feof(file)) {
      return fail_at(name, number, "is too long, or is not text");
    }
    if (!parse_symbol(line, &symbol)) {
      return fail_at(name, number, "expected '<hex address> <hex size> <index>'");
    }
    symbol.address &= mask;
    if (!add_symbol(symbol)) {
      return fail_at(name, number, "out of memory");
    }
  }
  return ferror(file) ? fail("symbols", name, strerror(errno)) : true;
}

static bool read_symbols(const char *name, uint64_t mask) {
  FILE *file = fopen(name, "r");
  if (file == NULL) {
    return fail("symbols", name, strerror(errno));
  }
  bool read = read_lines(file, name, mask);
  fclose(file);
  return read && check_symbols(name);
}

/* The function that an address lies in, or NULL. */
static const Symbol *symbol_at(uint64_t address) {
  size_t low = 0, high = symbol_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (address < symbols[middle].address) {
      high = middle;
    } else if (address - symbols[middle].address < symbols[middle].size) {
      return &symbols[middle];
    } else {
      low = middle + 1;
    }
  }
  return NULL;
}

/* ---- Counting ---- */

typedef struct {
  uint64_t instructions;
  int index;
  bool entry;
} Block;

static FILE *out;
static uint64_t *counts; /* overhead, then nodes */
static uint64_t *current;
static bool counting;

static void begin(void) {
  memset(counts, 0, (node_count + 1) * sizeof *counts);
  current = &counts[0];
  counting = true;
}

static void end(void) {
  uint64_t total = 0;
  for (size_t i = 0; i <= node_count; i++) {
    total += counts[i];
  }
  fprintf(out, "%" PRIu64, total);
  for (size_t i = 0; i <= node_count; i++) {
    fprintf(out, " %" PRIu64, counts[i]);
  }
  fputc('\n', out);
  if (fflush(out) != 0) {
    fprintf(stderr, "count.so: cannot write counts: %s\n", strerror(errno));
    exit(EXIT_FAILURE);
  }
  counting = false;
}

static void executed(unsigned int cpu, void *data) {
  const Block *block = data;
  if (cpu != 0) {
    return;
  }
  if (block->index == CALLER) {
    if (counting) {
      end();
    }
    return;
  }
  if (!counting) {
    if (block->index != INFER || !block->entry) {
      return;
    }
    begin();
  }
  if (block->index == INFER) {
    current = &counts[0];
  } else if (block->index != NOTHING) {
    current = &counts[block->index + 1];
  }
  *current += block->instructions;
}

static void translated(qemu_plugin_id_t id, struct qemu_plugin_tb *tb) {
  (void)id;
  uint64_t address = qemu_plugin_tb_vaddr(tb);
  const Symbol *symbol = symbol_at(address);
  Block *block = malloc(sizeof *block); /* lives as long as QEMU may run the block: to the end */
  if (block == NULL) {
    fputs("count.so: out of memory\n", stderr);
    exit(EXIT_FAILURE);
  }
  block->instructions = qemu_plugin_tb_n_insns(tb);
  block->index = symbol == NULL ? NOTHING : symbol->index;
  block->entry = symbol != NULL && symbol->address == address;
  qemu_plugin_register_vcpu_tb_exec_cb(tb, executed, QEMU_PLUGIN_CB_NO_REGS, block);
}

/* ---- Start ---- */

static const char *argument(int argc, char **argv, const char *name) {
  size_t length = strlen(name);
  for (int i = 0; i < argc; i++) {
    if (strncmp(argv[i], name, length) == 0 && argv[i][length] == '=') {
      return argv[i] + length + 1;
    }
  }
  fprintf(stderr, "count.so: argument %s= is missing\n", name);
  return NULL;
}

__attribute__((visibility("default"))) int qemu_plugin_install(qemu_plugin_id_t id,
                                                               const qemu_info_t *info, int argc,
                                                               char **argv) {
  const char *symbols_name = argument(argc, argv, "symbols");
  const char *out_name = argument(argc, argv, "out");
  if (symbols_name == NULL || out_name == NULL) {
    return -1;
  }
  /* Bit 0 of an Arm function's address says that it is Thumb code. */
  bool arm = strcmp(info->target_name, "arm") == 0;
  if (!read_symbols(symbols_name, arm ? ~(uint64_t)1 : ~(uint64_t)0)) {
    return -1;
  }
  counts = calloc(node_count + 1, sizeof *counts);
  out = fopen(out_name, "w");
  if (counts == NULL || out == NULL) {
    fail("out", out_name, strerror(errno));
    return -1;
  }
  qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
  return 0;
}
