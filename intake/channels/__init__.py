"""How the ways to citizens are: keys that give access, what is wrong with an account, what arrived."""
