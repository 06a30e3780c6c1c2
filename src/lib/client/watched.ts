import { watchLaws } from '../sync/laws.ts';

// While it is developed, the app holds the laws of sync against itself. A build leaves this out.
if (import.meta.env.DEV) watchLaws();
