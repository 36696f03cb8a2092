/** Repeats an assertion until it holds; after ten seconds its last failure is thrown. */
export async function eventually(assertion: () => Promise<void>, forMs = 10_000): Promise<void> {
  const until = performance.now() + forMs
  for (;;) {
    try {
      return await assertion()
    } catch (error) {
      if (performance.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }
}
