import streamlit as st; st.title('xor')
