import { pairsFrom } from '../../src/pairs.js'

pairsFrom('vinr')
