export { GET } from '../api/health/+server';
