import { watchLaws } from '../../src/lib/sync/laws.ts';

watchLaws();
